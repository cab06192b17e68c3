package dev.rekey.workflows.response;

import dev.rekey.model.FailureCode;
import dev.rekey.model.incident.ResponseStep;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Credentials on their way through the runbook, together for as long as nothing holds one of them
 * up. Whoever is held up goes on alone, so that one dead target never delays the others.
 */
final class Cohort {
  private final CaseFile file;
  private final Stages stages;
  private int underWay;

  Cohort(CaseFile file, Stages stages) {
    this.file = file;
    this.stages = stages;
  }

  /** Sets out with these, in the background. */
  void begin(List<Member> members) {
    from(0, members, Duration.ZERO);
  }

  /** Whether nobody is under way any more. */
  boolean settled() {
    return underWay == 0;
  }

  private void from(int place, List<Member> members, Duration rest) {
    if (members.isEmpty()) {
      return;
    }
    underWay++;
    Async.procedure(
        () -> {
          Workflow.await(rest, file::over);
          follow(place, members);
          underWay--;
        });
  }

  private void follow(int from, List<Member> members) {
    List<ResponseStep> steps = file.runbook().steps();
    List<Member> here = members;
    for (int place = from; place < steps.size() && !here.isEmpty() && !file.over(); place++) {
      ResponseStep step = steps.get(place);
      here = parted(place, stages.take(step, here));
      here.forEach(member -> member.did(step));
    }
  }

  /** Those that go on; the others try again, from where it makes sense. */
  private List<Member> parted(int place, Answers answers) {
    List<Member> alive = new ArrayList<>();
    List<Member> again = new ArrayList<>();
    answers
        .failures()
        .forEach(
            (member, failed) ->
                (failed.code() == FailureCode.STILL_ACCEPTED ? alive : again).add(member));
    int contain = Math.max(0, file.runbook().steps().indexOf(ResponseStep.CONTAIN));
    from(Math.min(contain, place), alive, rest(alive));
    from(place, again, rest(again));
    return answers.done();
  }

  private static Duration rest(List<Member> members) {
    return members.stream()
        .map(Member::restAfterFailure)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}
