package dev.rekey.workflows.response;

import dev.rekey.model.FailureCode;
import dev.rekey.model.incident.ResponseStep;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Credentials on their way through the runbook: those of one target together, for as long as
 * nothing holds one of them up. Whoever is held up goes on alone, so that one dead target never
 * delays the others.
 */
final class Cohort {
  /** More targets than these share their way: each way takes a thread of the worker. */
  private static final int WAYS = 32;

  private final CaseFile file;
  private final Stages stages;
  private int underWay;

  Cohort(CaseFile file, Stages stages) {
    this.file = file;
    this.stages = stages;
  }

  /** Sets out with these, in the background. */
  void begin(List<Member> members) {
    ways(members).forEach(way -> from(0, way, Duration.ZERO));
  }

  private static List<List<Member>> ways(List<Member> members) {
    Map<String, List<Member>> targets = new LinkedHashMap<>();
    members.forEach(one -> targets.computeIfAbsent(one.target(), t -> new ArrayList<>()).add(one));
    List<List<Member>> ways = new ArrayList<>();
    for (List<Member> there : targets.values()) {
      if (ways.size() < WAYS) {
        ways.add(there);
      } else {
        Collections.min(ways, Comparator.comparing(List::size)).addAll(there);
      }
    }
    return ways;
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
    List<Member> here = members.stream().filter(Member::isCurrent).toList();
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
