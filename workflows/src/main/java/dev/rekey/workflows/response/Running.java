package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.RotationOutcome;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.Map;

/** The replacement of one credential, on its way. */
record Running(Member member, Promise<RotationOutcome> outcome) {
  /** Nobody waits for it any more. */
  boolean isOver() {
    return outcome.isCompleted() || !member.isCurrent();
  }

  /**
   * Whether containment waits for it: a replacement that is not made yet would only let the leaked
   * value live on. Responses that began before wait for all.
   */
  boolean isAwaited(Map<SecretId, VersionId> staying) {
    return Workflow.getVersion("wait-for-what-stays", Workflow.DEFAULT_VERSION, 1)
            == Workflow.DEFAULT_VERSION
        || staying.containsKey(member.secret());
  }

  boolean overlaps() {
    return member.atRisk().credential().overlaps();
  }
}
