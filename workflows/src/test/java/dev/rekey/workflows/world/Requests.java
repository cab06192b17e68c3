package dev.rekey.workflows.world;

import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.OutageAcceptance;
import dev.rekey.model.credential.PasswordPolicy;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Requests to rotate {@code orders/db}, and who may be in the way. */
public final class Requests {
  /** A consumer that did not move. */
  public static final UserOfOld BILLING =
      new UserOfOld.ConsumerBehind(new ConsumerId("billing"), "ada", "version 1");

  /** Two users in turn. */
  public static final PostgresStrategy ALTERNATING = PostgresStrategy.AlternatingUsers.of("orders");

  /** One user, with an accepted outage. */
  public static final PostgresStrategy SINGLE =
      new PostgresStrategy.SingleUser(
          "orders", new OutageAcceptance("ada", Instant.EPOCH, "legacy"));

  private Requests() {}

  /** A request without any drain. */
  public static RotationRequest request(PostgresStrategy strategy, RotationReason reason) {
    return request("orders/db", strategy, reason, Duration.ZERO);
  }

  /** A scheduled request with a drain. */
  public static RotationRequest draining(Duration drain) {
    return request("orders/db", ALTERNATING, RotationReason.SCHEDULED, drain);
  }

  /** Any request. */
  public static RotationRequest request(
      String secret, PostgresStrategy strategy, RotationReason reason, Duration drain) {
    PostgresUser credential =
        new PostgresUser(
            new SecretId(secret),
            List.of(new PostgresEndpoint("localhost", 5432, "orders", false, Optional.empty())),
            new SecretId("orders/rotator"),
            strategy,
            PasswordPolicy.DEFAULT);
    return new RotationRequest(
        credential, reason, "grace", drain, Duration.ofDays(7), Duration.ofMinutes(10));
  }

  /** A request as the inventory has it. */
  public static DueCredential due(RotationRequest request) {
    return new DueCredential(request, Tier.HIGH, "ada", Instant.EPOCH);
  }
}
