package dev.rekey.console.embedded.exercise;

import dev.rekey.model.incident.Runbook;
import dev.rekey.workflows.response.RunbookShelf;
import java.time.Duration;

/**
 * The runbooks as they are, but that silence is watched for so long only: most of what an exercise
 * takes is spent looking at nothing.
 *
 * @param real the runbooks
 * @param silence how long
 */
record ShortWatch(RunbookShelf real, Duration silence) implements RunbookShelf {
  @Override
  public Runbook of(String kind) {
    Runbook given = real.of(kind);
    return new Runbook(
        given.name(),
        given.digest(),
        given.title(),
        given.kinds(),
        given.mode(),
        given.severity(),
        shortened(given.deadlines()),
        given.stability(),
        given.guard(),
        given.steps(),
        given.audiences(),
        given.clocks(),
        given.prose());
  }

  private Runbook.Deadlines shortened(Runbook.Deadlines given) {
    return new Runbook.Deadlines(
        given.acknowledged(),
        given.contained(),
        given.stable(),
        given.recovered(),
        given.overlap(),
        given.decision(),
        silence,
        given.review());
  }
}
