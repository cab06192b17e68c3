package dev.rekey.console.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.inventory.Inventory;
import dev.rekey.activities.inventory.Signals;
import dev.rekey.activities.ledger.LedgerRotationLog;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.credential.IamAccessKey;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.inventory.InventoryReply;
import dev.rekey.model.policy.RotationPolicy;
import dev.rekey.model.trigger.Trigger;
import dev.rekey.workflows.trigger.Events;
import dev.rekey.workflows.worker.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An event of AWS Health that names a key, and nobody whose it is. */
class LeakedKeyTest {
  private static final SecretId DEPLOY = new SecretId("deploy/key");
  private static final String ENROLLED = "AKIAENROLLED00000001";
  private static final String ROTATED = "AKIAROTATED000000002";

  @AutoClose private final LedgerDatabase database = new LedgerDatabase();
  private final Inventory inventory = new Inventory(database.ledger());

  @BeforeEach
  void enrol() {
    IamAccessKey key =
        new IamAccessKey(
            DEPLOY, "deploy", "111122223333", List.of(IamAccessKey.GLOBAL), IamAccessKey.QUIET);
    assertThat(
            inventory.enrol(
                new CredentialRecord(key, "ann", Tier.HIGH, RotationPolicy.DEFAULT),
                new VersionId("00000000-0000-0000-0000-000000000001"),
                ENROLLED,
                "ann",
                Instant.EPOCH))
        .isTrue();
  }

  @Test
  void the_key_that_was_enrolled_is_recognised_by_its_id_alone() throws Exception {
    assertThat(known(ENROLLED)).containsExactly(DEPLOY);
    assertThat(known("AKIASOMEBODYELSES000")).isEmpty();
  }

  @Test
  void so_is_the_key_that_a_rotation_made_and_the_old_one_too() throws Exception {
    assertThat(known(ROTATED)).isEmpty();
    LedgerRotationLog log =
        new LedgerRotationLog(database.ledger(), (secret, policy, since, term) -> since);
    log.keys(DEPLOY, List.of(ENROLLED, ROTATED));
    log.keys(DEPLOY, List.of(ENROLLED, ROTATED));
    assertThat(known(ROTATED + "/later", ROTATED)).containsExactly(DEPLOY);
    assertThat(known(ENROLLED)).containsExactly(DEPLOY);
  }

  @Test
  void whose_credential_was_given_up_is_not_known_any_more_and_may_be_enrolled_again()
      throws Exception {
    assertThat(inventory.remove(DEPLOY, "moved", "ann", Instant.EPOCH)).isTrue();
    assertThat(known(ENROLLED)).isEmpty();
    enrol();
    assertThat(known(ENROLLED + "/later", ENROLLED)).containsExactly(DEPLOY);
  }

  private List<SecretId> known(String key) throws Exception {
    return known(key, key);
  }

  private List<SecretId> known(String arn, String key) throws Exception {
    JsonNode event =
        Wire.mapper()
            .readTree(
                """
                {"source": "aws.health", "account": "111122223333", "detail": {
                  "eventArn": "arn:aws:health:us-east-1::event/RISK/%s",
                  "eventTypeCode": "AWS_RISK_CREDENTIALS_EXPOSED",
                  "affectedEntities": [{"entityValue": "%s"}]}}\
                """
                    .formatted(arn, key));
    List<Trigger> asked = new Events(Set.of()).read(event);
    assertThat(asked).hasSize(1);
    return ((InventoryReply.Received)
            new Signals(database.ledger()).receive(asked.getFirst(), "run"))
        .known();
  }
}
