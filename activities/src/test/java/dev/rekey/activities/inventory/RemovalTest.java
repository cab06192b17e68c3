package dev.rekey.activities.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.testing.Credentials;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.policy.RotationPolicy;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RemovalTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final VersionId VERSION = new VersionId("00000000-0000-0000-0000-000000000001");

  @AutoClose private final LedgerDatabase database = new LedgerDatabase();
  private final Inventory inventory = new Inventory(database.ledger());

  @Test
  void what_is_given_up_frees_its_users_and_leaves_a_record() {
    PostgresUser user = Credentials.alternating();
    CredentialRecord record = new CredentialRecord(user, "ann", Tier.HIGH, RotationPolicy.DEFAULT);
    assertThat(inventory.enrol(record, VERSION, "orders_a", "ann", NOW)).isTrue();
    assertThat(inventory.remove(user.secret(), "moved", "bob", NOW)).isTrue();
    assertThat(inventory.find(user.secret())).isEmpty();
    assertThat(inventory.claimant(user.target(), user.identities().getFirst())).isEmpty();
    assertThat(
            database
                .ledger()
                .all(
                    "SELECT concat_ws(' ', by, reason, version) AS why FROM rekey.removal",
                    row -> row.text("why")))
        .containsExactly("bob moved " + VERSION);
    assertThat(inventory.remove(user.secret(), "again", "bob", NOW.plusSeconds(1))).isFalse();
    assertThat(inventory.enrol(record, VERSION, "orders_a", "ann", NOW)).isTrue();
  }
}
