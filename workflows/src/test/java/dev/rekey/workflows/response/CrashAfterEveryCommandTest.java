package dev.rekey.workflows.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.notice.NoticeId;
import dev.rekey.model.notice.NoticeReceipt;
import dev.rekey.workflows.notice.NoticeActivities;
import dev.rekey.workflows.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The worker forgets everything after each of its tasks, and dies after each effect before it is
 * known: what a response decided, it decides again, and what it did, it does again.
 */
class CrashAfterEveryCommandTest {
  private static final int FORGETS_ALL = 0;

  private final ScriptedResponse world = new ScriptedResponse();
  private final Map<NoticeId, Notice> told = new ConcurrentHashMap<>();

  @Test
  void all_is_contained_once_replaced_once_and_told_once() {
    world.comesBack(1);
    try (ResponseRig rig =
        new ResponseRig(
            FORGETS_ALL,
            new World(),
            Twice.of(ResponseActivities.class, world),
            Twice.of(IncidentActivities.class, world.ledger()),
            Twice.of(NoticeActivities.class, new Told()))) {
      ResponseWorkflow response =
          rig.start(
              ResponseMode.REVOKE_FIRST,
              new ReportSource.Person("ann"),
              ResponseRig.atRisk("orders/db"));
      response.decide(
          new Decision("ann", new Act.Acknowledge("at once"), Optional.of(Instant.EPOCH)));
      rig.awaitStep(response, ResponseStep.WATCH);
      IncidentView view = response.view();
      assertThat(times(view, ResponseStep.RECOVER)).isEqualTo(1);
      assertThat(milestones(view))
          .allSatisfy((milestone, times) -> assertThat(times).as("%s", milestone).isEqualTo(1));
      assertThat(milestones(view))
          .containsKeys(
              Milestone.CONTAINED, Milestone.STABLE, Milestone.PROVEN, Milestone.RECOVERED);
      assertThat(told.values().stream().map(Notice::milestone))
          .containsExactlyInAnyOrderElementsOf(
              milestones(view).keySet().stream().map(Milestone::name).toList());
      assertThat(world.written())
          .extracting(TimelineEntry::number)
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, world.written().size()).boxed().toList());
    }
  }

  private static long times(IncidentView view, ResponseStep step) {
    return view.timeline().stream()
        .filter(one -> one.step().filter(step::equals).isPresent())
        .count();
  }

  private static Map<Milestone, Long> milestones(IncidentView view) {
    return view.timeline().stream()
        .flatMap(one -> one.milestone().stream())
        .collect(Collectors.groupingBy(one -> one, Collectors.counting()));
  }

  /** Tells people, each notice once by its id, as a channel does. */
  private final class Told implements NoticeActivities {
    @Override
    public List<NoticeReceipt> deliver(Notice notice) {
      told.put(notice.id(), notice);
      return List.of();
    }
  }
}
