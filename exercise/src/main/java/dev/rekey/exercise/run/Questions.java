package dev.rekey.exercise.run;

import dev.rekey.exercise.clock.ClockedTemporal;
import dev.rekey.exercise.scenario.Scenario;
import dev.rekey.exercise.scenario.Setting;
import dev.rekey.exercise.score.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people are asked in an exercise that no runbook decides for them, and what they said. */
final class Questions {
  private final Scenario scenario;
  private final ClockedTemporal temporal;
  private final Participants participants;
  private final Instant signal;
  private final List<Answer> answers = new ArrayList<>();

  Questions(
      Scenario scenario, ClockedTemporal temporal, Participants participants, Instant signal) {
    this.scenario = scenario;
    this.temporal = temporal;
    this.participants = participants;
    this.signal = signal;
  }

  synchronized List<Answer> answers() {
    return List.copyOf(answers);
  }

  /** Asks those who are there, each at its time. */
  void plan(Room room) {
    scenario
        .decisions()
        .forEach(
            question -> {
              if (room.isEmpty()) {
                simulate(question);
              } else {
                temporal.agenda().at(signal.plus(question.at()), () -> room.asked(question));
              }
            });
  }

  /** A simulated participant answers after as long as such people take. */
  private void simulate(Scenario.Question question) {
    Optional<Setting.Person> who =
        scenario.world().people().stream().filter(one -> one.answers().isPresent()).findFirst();
    who.ifPresent(
        person -> {
          Duration at = question.at().plus(person.answers().orElseThrow());
          String choice = question.answered().orElse(question.correct());
          temporal.agenda().at(signal.plus(at), () -> keep(question, choice, at, person.name()));
        });
  }

  /**
   * Somebody answers; the first answer counts.
   *
   * @throws IllegalArgumentException if there is no such question or choice, if it was not asked
   *     yet, and if it was answered before
   */
  void answer(String by, String question, String choice, Duration now) {
    Scenario.Question asked =
        scenario.decisions().stream()
            .filter(one -> one.id().equals(question))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("There is no question " + question));
    if (!asked.choices().contains(choice)) {
      throw new IllegalArgumentException("The choices are " + asked.choices());
    }
    if (now.compareTo(asked.at()) < 0) {
      participants.tooEarly(by, question);
      throw new IllegalArgumentException(question + " was not asked yet; answer it once it is");
    }
    if (!keep(asked, choice, now, by)) {
      throw new IllegalArgumentException(question + " was answered; the first answer counts");
    }
  }

  private synchronized boolean keep(
      Scenario.Question question, String choice, Duration at, String by) {
    boolean first = answers.stream().noneMatch(one -> one.question().equals(question.id()));
    return first && answers.add(new Answer(question.id(), choice, at, by));
  }
}
