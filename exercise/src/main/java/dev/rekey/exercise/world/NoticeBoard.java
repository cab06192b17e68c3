package dev.rekey.exercise.world;

import dev.rekey.exercise.clock.ExerciseClock;
import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.scenario.Setting;
import dev.rekey.exercise.score.Happening.Manner;
import dev.rekey.model.FailureCode;
import dev.rekey.model.notice.Audience;
import dev.rekey.model.notice.ChannelName;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.notice.NoticeOutcome;
import dev.rekey.model.notice.NoticeReceipt;
import dev.rekey.model.notice.NoticeReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Where people of an exercise hear of something. Nothing is ever sent. */
public final class NoticeBoard {
  private static final Duration SOON = Duration.ofSeconds(6);
  private static final Duration LATE = Duration.ofSeconds(15);

  private final ExerciseClock clock;
  private final Chance chance;
  private final Journal journal;
  private final Troubles troubles;
  private final List<Setting.Person> people;

  /** Takes who is there to hear. */
  public NoticeBoard(
      ExerciseClock clock,
      Chance chance,
      Journal journal,
      Troubles troubles,
      List<Setting.Person> people) {
    this.clock = clock;
    this.chance = chance;
    this.journal = journal;
    this.troubles = troubles;
    this.people = List.copyOf(people);
  }

  /** Returns when those whom it is for have heard, or cannot be reached. */
  NoticeReply deliver(Notice notice) {
    clock.pass(chance.between("notice " + notice.milestone() + notice.id(), SOON, LATE));
    if (troubles.at("notices").isPresent()) {
      return new NoticeReply.Failed(FailureCode.CHANNEL_UNAVAILABLE, "No channel answers");
    }
    List<NoticeReceipt> receipts = new ArrayList<>();
    List<Audience> unreached = new ArrayList<>();
    for (Audience audience : notice.audiences()) {
      List<Setting.Person> who =
          people.stream()
              .filter(person -> person.audiences().contains(audience))
              .filter(person -> !notice.excluded().contains(person.name()))
              .toList();
      if (who.isEmpty()) {
        unreached.add(audience);
      }
      who.forEach(person -> receipts.add(heard(notice, audience, person)));
    }
    return new NoticeReply.Handled(receipts, unreached);
  }

  private NoticeReceipt heard(Notice notice, Audience audience, Setting.Person person) {
    String text = person.name() + " hears: EXERCISE: " + notice.title();
    if (audience == Audience.ON_CALL) {
      journal.note(Action.PAGE, person.name(), "rekey", Manner.AUTOMATIC, text);
    }
    journal.note(Action.NOTIFY, person.name(), "rekey", Manner.AUTOMATIC, text);
    return new NoticeReceipt(
        notice.id(),
        new ChannelName("exercise"),
        person.name(),
        clock.instant(),
        new NoticeOutcome.Delivered("EXERCISE", false));
  }
}
