package dev.rekey.activities.store.secretsmanager;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.store.secretsmanager.VersionNotes.Turn;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

/** The labels as AWS shows them, which may be as they were a moment ago. */
final class ShownLabels {
  private final SecretsManagerCalls calls;
  private final VersionNotes notes;

  ShownLabels(SecretsManagerCalls calls, VersionNotes notes) {
    this.calls = calls;
    this.notes = notes;
  }

  /**
   * Which version each of our labels is on. What is seen is noted, so that the notes are right
   * again after a write of somebody else.
   *
   * @throws StepFailedException STORE_UNAVAILABLE if an earlier version shows as current than the
   *     one that was made so a moment ago
   */
  Map<VersionStage, VersionId> labels(SecretId secret) {
    Map<VersionStage, VersionId> labels = of(known(secret));
    VersionId current = labels.get(VersionStage.AWSCURRENT);
    if (current != null) {
      compare(secret, current);
    }
    return labels;
  }

  private void compare(SecretId secret, VersionId current) {
    List<Turn> turns = notes.turns(secret);
    if (!turns.isEmpty() && turns.getLast().version().equals(current)) {
      return;
    }
    boolean earlier = turns.stream().anyMatch(turn -> turn.version().equals(current));
    if (earlier && turns.getLast().since().isAfter(Instant.now().minus(VersionNotes.SETTLED))) {
      throw new StepFailedException(
          FailureCode.STORE_UNAVAILABLE,
          "AWS Secrets Manager still shows an earlier version of " + secret + " as current");
    }
    notes.current(secret, current);
  }

  /** The secret, which must be there and not about to be deleted. */
  DescribeSecretResponse known(SecretId secret) {
    DescribeSecretResponse found =
        calls
            .describe(secret)
            .orElseThrow(
                () ->
                    new StepFailedException(
                        FailureCode.NOT_FOUND, "AWS Secrets Manager does not know " + secret));
    if (found.deletedDate() != null) {
      throw new StepFailedException(
          FailureCode.NOT_FOUND,
          secret + " is scheduled for deletion in AWS Secrets Manager; restore it first");
    }
    return found;
  }

  /** Other labels than ours are others' business. */
  static Map<VersionStage, VersionId> of(DescribeSecretResponse found) {
    Map<VersionStage, VersionId> labels = new EnumMap<>(VersionStage.class);
    found
        .versionIdsToStages()
        .forEach(
            (version, stages) ->
                stages.forEach(
                    stage ->
                        stage(stage).ifPresent(ours -> labels.put(ours, new VersionId(version)))));
    return labels;
  }

  private static Optional<VersionStage> stage(String name) {
    for (VersionStage stage : VersionStage.values()) {
      if (stage.name().equals(name)) {
        return Optional.of(stage);
      }
    }
    return Optional.empty();
  }
}
