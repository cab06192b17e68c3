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
    Runbook.Deadlines deadlines = given.deadlines();
    return new Runbook(
        given.name(),
        given.digest(),
        given.title(),
        given.kinds(),
        given.mode(),
        given.severity(),
        new Runbook.Deadlines(
            deadlines.acknowledged(),
            deadlines.contained(),
            deadlines.stable(),
            deadlines.recovered(),
            deadlines.overlap(),
            deadlines.decision(),
            silence,
            deadlines.review()),
        given.stability(),
        given.guard(),
        given.steps(),
        given.audiences(),
        given.clocks(),
        given.prose());
  }
}
