package dev.rekey.exercise.world;

import dev.rekey.exercise.clock.ExerciseClock;
import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.scenario.Setting;
import dev.rekey.exercise.score.Happening.Manner;
import dev.rekey.model.FailureCode;
import dev.rekey.model.notice.Audience;
import dev.rekey.model.notice.ChannelName;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.notice.NoticeId;
import dev.rekey.model.notice.NoticeOutcome;
import dev.rekey.model.notice.NoticeReceipt;
import dev.rekey.model.notice.NoticeReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where people of an exercise hear of something. Nothing is ever sent. */
public final class NoticeBoard {
  private static final Duration SOON = Duration.ofSeconds(6);
  private static final Duration LATE = Duration.ofSeconds(15);

  private final ExerciseClock clock;
  private final Chance chance;
  private final Journal journal;
  private final Troubles troubles;
  private final List<Setting.Person> people;
  private final Map<NoticeId, NoticeReply.Handled> handled = new HashMap<>();
  private final List<Heard> heard = new ArrayList<>();

  /**
   * Somebody heard a notice.
   *
   * @param person who
   * @param notice which
   * @param incident about which incident
   * @param milestone what was reached, in words
   */
  public record Heard(String person, NoticeId notice, String incident, String milestone) {}

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

  /** Everything that people heard so far. */
  public synchronized List<Heard> heard() {
    return List.copyOf(heard);
  }

  /**
   * Returns when those whom it is for have heard, or cannot be reached. What was delivered is not
   * delivered again, as the real function has it.
   */
  NoticeReply deliver(Notice notice) {
    clock.pass(chance.between("notice " + notice.milestone() + notice.id(), SOON, LATE));
    if (troubles.at("notices").isPresent()) {
      return new NoticeReply.Failed(FailureCode.CHANNEL_UNAVAILABLE, "No channel answers");
    }
    return told(notice);
  }

  private synchronized NoticeReply told(Notice notice) {
    NoticeReply.Handled before = handled.get(notice.id());
    if (before != null) {
      return before;
    }
    NoticeReply.Handled now = tell(notice);
    handled.put(notice.id(), now);
    return now;
  }

  private NoticeReply.Handled tell(Notice notice) {
    Map<String, NoticeReceipt> receipts = new LinkedHashMap<>();
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
      who.forEach(person -> receipts.computeIfAbsent(person.name(), name -> heard(notice, person)));
    }
    return new NoticeReply.Handled(List.copyOf(receipts.values()), unreached);
  }

  private NoticeReceipt heard(Notice notice, Setting.Person person) {
    String text = person.name() + " hears: EXERCISE: " + notice.title();
    if (notice.audiences().contains(Audience.ON_CALL)
        && person.audiences().contains(Audience.ON_CALL)) {
      journal.note(Action.PAGE, person.name(), "rekey", Manner.AUTOMATIC, text);
    }
    journal.note(Action.NOTIFY, person.name(), "rekey", Manner.AUTOMATIC, text);
    heard.add(new Heard(person.name(), notice.id(), notice.incident(), notice.milestone()));
    return new NoticeReceipt(
        notice.id(),
        new ChannelName("exercise"),
        person.name(),
        clock.instant(),
        new NoticeOutcome.Delivered("EXERCISE", false));
  }
}
