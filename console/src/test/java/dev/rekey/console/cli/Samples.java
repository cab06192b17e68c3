package dev.rekey.console.cli;

import dev.rekey.console.api.CredentialState;
import dev.rekey.console.api.CredentialView;
import dev.rekey.console.api.RotationHistory;
import dev.rekey.console.api.RotationStarted;
import dev.rekey.console.api.RunningRotation;
import dev.rekey.console.api.StepHistory;
import dev.rekey.model.FailureCode;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.PasswordPolicy;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.CertificateFlaw;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.inventory.FoundCertificate;
import dev.rekey.model.policy.RotationPolicy;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.LastFailure;
import dev.rekey.model.rotation.RotationProgress;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationState;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Answers of a door, for tests. */
final class Samples {
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  static final SecretId ORDERS = new SecretId("orders/db");
  static final VersionId NEW = new VersionId("11111111-1111-4111-8111-111111111111");
  static final VersionId OLD = new VersionId("00000000-0000-4000-8000-000000000000");

  private Samples() {}

  static CredentialRecord record() {
    return new CredentialRecord(
        new PostgresUser(
            ORDERS,
            List.of(new PostgresEndpoint("127.0.0.1", 5432, "orders", false, Optional.empty())),
            new SecretId("rotator/127.0.0.1/5432/rekey"),
            PostgresStrategy.AlternatingUsers.of("orders"),
            PasswordPolicy.DEFAULT),
        "alice",
        Tier.HIGH,
        RotationPolicy.DEFAULT);
  }

  static CredentialView view() {
    return new CredentialView(
        record(),
        CredentialState.CURRENT,
        NOON,
        NOON.plusSeconds(3600),
        NOON.plusSeconds(7200),
        Optional.of(OLD),
        Optional.of("0123456789ab"),
        List.of(new ConsumerId("checkout")),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static RotationStarted started(boolean joined) {
    return new RotationStarted(ORDERS, "rotation/orders/db", "run-1", joined, Optional.empty());
  }

  static List<RunningRotation> running(RotationStep step, RotationState state, UserOfOld... users) {
    return List.of(
        new RunningRotation(
            ORDERS,
            "rotation/orders/db",
            new RotationProgress(
                NEW, step, state, NOON, List.of(users), Optional.empty(), Optional.empty())));
  }

  static RunningRotation stuck() {
    LastFailure failure =
        new LastFailure(
            RotationStep.CREATE,
            FailureCode.TARGET_UNAVAILABLE,
            "No answer from db.example.org",
            NOON,
            NOON.plusSeconds(60),
            7);
    return new RunningRotation(
        ORDERS,
        "rotation/orders/db",
        new RotationProgress(
            NEW,
            RotationStep.CREATE,
            RotationState.STUCK,
            NOON,
            List.of(),
            Optional.of(failure),
            Optional.empty()));
  }

  static RotationHistory ended(
      String outcome, VersionId version, RotationStep step, FailureCode code, String why) {
    return new RotationHistory(
        ORDERS,
        version,
        OLD,
        RotationReason.REQUESTED,
        "alice",
        version.equals(NEW) ? NOON : NOON.plusSeconds(1),
        Optional.of(NOON.plusSeconds(2)),
        outcome,
        Optional.of(step),
        Optional.of(code),
        Optional.of(why),
        List.of());
  }

  static RotationHistory history(String outcome) {
    return new RotationHistory(
        ORDERS,
        NEW,
        OLD,
        RotationReason.REQUESTED,
        "alice",
        NOON,
        Optional.of(NOON.plusMillis(700)),
        outcome,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(
            new StepHistory(
                "REVOKE",
                NOON,
                List.of(new Fact("old password refused", "127.0.0.1:5432/orders", NOON)))));
  }

  static FoundCertificate certificate(String name, List<CertificateFlaw> flaws) {
    return new FoundCertificate(
        "cd".repeat(32),
        "ab".repeat(32),
        "1f",
        List.of(name),
        "CN=tests",
        Instant.EPOCH,
        Instant.EPOCH,
        List.of("web:443 at 10.0.0.1"),
        Optional.empty(),
        flaws);
  }
}
