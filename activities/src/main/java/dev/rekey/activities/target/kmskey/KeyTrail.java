package dev.rekey.activities.target.kmskey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.EventHistory;
import dev.rekey.activities.target.kmskey.KeyAccount.Use;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.KmsKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;

/** Who used a key, by CloudTrail. Events of KMS name the key as their resource. */
final class KeyTrail {
  /** What reads or writes something under a key, and not about it. */
  private static final List<String> USES =
      List.of("Decrypt", "Encrypt", "ReEncrypt", "GenerateDataKey");

  private final EventHistory history;

  KeyTrail(EventHistory history) {
    this.history = history;
  }

  List<Use> uses(KmsKey spec, String arn, Instant since) {
    return history.calls(spec.region(), LookupAttributeKey.RESOURCE_NAME, arn, since).stream()
        .filter(KeyTrail::isUse)
        .filter(call -> !isOurs(call))
        .map(KeyTrail::use)
        .filter(use -> !use.at().isBefore(since))
        .toList();
  }

  private static boolean isUse(JsonNode call) {
    return USES.stream().anyMatch(call.path("eventName").asText()::startsWith);
  }

  private static boolean isOurs(JsonNode call) {
    return call.path("requestParameters")
        .path("encryptionContext")
        .path(KeyTrial.CONTEXT)
        .asText()
        .equals(KeyTrial.PROBE);
  }

  private static Use use(JsonNode call) {
    try {
      return new Use(
          EventHistory.principal(call),
          call.path("sourceIPAddress").asText(),
          Instant.parse(call.path("eventTime").asText()));
    } catch (DateTimeException e) {
      throw new StepFailedException(
          FailureCode.UNEXPECTED, "CloudTrail told of a call at a time that is none");
    }
  }
}
