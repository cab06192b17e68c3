package dev.rekey.workflows.worker;

import dev.rekey.model.FailureCode;
import dev.rekey.model.inventory.InventoryReply;
import dev.rekey.model.inventory.InventoryRequest;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.notice.NoticeReply;
import dev.rekey.model.notice.NoticeRequest;
import dev.rekey.model.rotation.RenewalQuestion;
import dev.rekey.model.rotation.StepResult;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a sweep does for certificates alone. One that fails is said, and left to the next sweep: it
 * keeps none of the others back.
 */
final class CertificateRounds {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateRounds.class);
  private static final int PAGE = 500;

  /** What is not asked by then is asked by the next sweep. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Functions functions;

  CertificateRounds(FunctionInvoker invoker) {
    this.functions = new Functions(invoker);
  }

  int askForAdvice(Instant now) {
    List<RenewalQuestion> questions =
        asked(new InventoryRequest.Unadvised(now, PAGE), InventoryReply.ToAsk.class)
            .map(InventoryReply.ToAsk::questions)
            .orElse(List.of());
    long start = System.nanoTime();
    int said = 0;
    for (RenewalQuestion question : questions) {
      if (System.nanoTime() - start > LONGEST.toNanos()) {
        return said;
      }
      Activity.getExecutionContext().heartbeat(said);
      said += asked(question) ? 1 : 0;
    }
    return said;
  }

  /** Nothing if the inventory is older than this worker, and does not know the question. */
  private <T extends InventoryReply> Optional<T> asked(
      InventoryRequest question, Class<T> expected) {
    try {
      return Optional.of(functions.askInventory(question, expected));
    } catch (ApplicationFailure refused) {
      if (refused.getType().equals(FailureCode.BAD_REQUEST.name())) {
        LOG.warn("The inventory does not know what to ask authorities; update its function");
        return Optional.empty();
      }
      throw refused;
    }
  }

  private boolean asked(RenewalQuestion question) {
    String function = Containment.routine(question.renewal().kind());
    try {
      return switch (functions.ask(function, question, StepResult.class)) {
        case StepResult.Done done -> !done.facts().isEmpty();
        case StepResult.Waiting waiting -> false;
        case StepResult.Failed failed -> {
          LOG.warn("{}: {} ({})", question.renewal().secret(), failed.reason(), failed.code());
          yield false;
        }
      };
    } catch (ApplicationFailure lost) {
      LOG.warn("{}: {}", question.renewal().secret(), lost.getOriginalMessage());
      return false;
    }
  }

  int tellOfExpiries(Instant now) {
    List<Notice> notices =
        asked(new InventoryRequest.Untold(now), InventoryReply.ToTell.class)
            .map(InventoryReply.ToTell::notices)
            .orElse(List.of());
    for (Notice notice : notices) {
      Activity.getExecutionContext().heartbeat(notice.id().value());
      tell(notice);
    }
    return notices.size();
  }

  private void tell(Notice notice) {
    LOG.warn("{} {}", notice.title(), notice.known());
    try {
      NoticeReply reply =
          functions.ask(
              NoticeActivitiesAdapter.FUNCTION,
              new NoticeRequest.Deliver(notice),
              NoticeReply.class);
      if (reply instanceof NoticeReply.Failed failed) {
        LOG.warn("{}: {} ({})", notice.id(), failed.reason(), failed.code());
      }
    } catch (ApplicationFailure lost) {
      LOG.warn("{}: {}", notice.id(), lost.getOriginalMessage());
    }
  }
}
