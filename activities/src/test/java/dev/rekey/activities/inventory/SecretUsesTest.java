package dev.rekey.activities.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.store.AccessLog;
import dev.rekey.activities.testing.Enrolments;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.trigger.Clue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S15: what is read past Rekey is used, and nobody's forgotten credential. */
class SecretUsesTest {
  private final Instant longAgo = Instant.now().minus(Duration.ofDays(200));

  @AutoClose private final LedgerDatabase database = new LedgerDatabase();
  private final SecretUses uses = new SecretUses(database.ledger());
  private final Reads reads = new Reads();

  @BeforeEach
  void an_orphan_and_two_credentials_that_nobody_reads_through_rekey() {
    Inventory inventory = new Inventory(database.ledger());
    for (String name : List.of("orphan", "busy", "idle")) {
      Enrolments.enrol(inventory, Enrolments.record(name, Tier.HIGH), longAgo);
    }
    database.ledger().change("UPDATE rekey.credential SET owner = 'erin' WHERE secret = 'orphan'");
    database
        .ledger()
        .change(
            "INSERT INTO rekey.principal (name, kind, token_sha256, disabled_at)"
                + " VALUES ('erin', 'PERSON', repeat('0', 64), now())");
  }

  @Test
  void who_is_read_past_rekey_is_not_taken_for_dormant() {
    assertThat(siblings()).hasSize(2);
    reads.last.put("busy", Instant.now());
    uses.look(reads, Instant.now());
    assertThat(siblings())
        .singleElement()
        .asString()
        .startsWith("idle: no use of it is known since");
  }

  @Test
  void a_look_begins_where_the_last_one_that_came_to_its_end_left_off() {
    Instant first = Instant.parse("2026-11-25T03:00:00Z");
    uses.look(reads, first);
    reads.failing = true;
    assertThatThrownBy(() -> uses.look(reads, first.plus(Duration.ofHours(5))))
        .isInstanceOf(StepFailedException.class);
    reads.failing = false;
    uses.look(reads, first.plus(Duration.ofHours(6)));
    assertThat(reads.since.getLast()).isBefore(first).isAfter(first.minus(Duration.ofHours(1)));
  }

  @Test
  void an_older_read_never_takes_the_place_of_a_newer_one() {
    reads.last.put("busy", Instant.now());
    uses.look(reads, Instant.now());
    reads.last.put("busy", longAgo);
    uses.look(reads, Instant.now());
    assertThat(siblings()).hasSize(1);
  }

  private List<String> siblings() {
    return new AtRiskCredentials(database.ledger())
        .of(List.of(new Clue.Secret("orphan"))).stream()
            .flatMap(one -> one.orphan().stream())
            .flatMap(one -> one.siblings().stream())
            .toList();
  }

  /** The log of a platform. */
  private static final class Reads implements AccessLog {
    private final Map<String, Instant> last = new HashMap<>();
    private final List<Instant> since = new ArrayList<>();
    private boolean failing;

    @Override
    public List<Read> readersOf(SecretId secret, VersionId version) {
      return List.of();
    }

    @Override
    public Optional<Instant> readElsewhere(SecretId secret, Instant from) {
      if (failing) {
        throw new StepFailedException(FailureCode.THROTTLED, "as planned");
      }
      since.add(from);
      return Optional.ofNullable(last.get(secret.value()));
    }
  }
}
