package dev.rekey.console.embedded.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.console.api.ForceRequest;
import dev.rekey.console.api.PrincipalKind;
import dev.rekey.console.door.access.Acquaintance;
import dev.rekey.console.door.access.DoorCall;
import dev.rekey.console.door.access.Principal;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerDoorTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final Principal ANN = new Principal("ann", PrincipalKind.PERSON, Optional.empty());
  private static final Principal ORDERS =
      new Principal("orders", PrincipalKind.CONSUMER, Optional.of(new SecretId("orders/db")));

  private final LedgerDatabase database = new LedgerDatabase();
  private final LedgerPrincipals principals = new LedgerPrincipals(database.ledger());
  private final LedgerForceRequests wishes = new LedgerForceRequests(database.ledger());

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_principal_is_known_by_the_hash_of_its_token() {
    assertThat(principals.add(ANN, hash("a"))).isTrue();
    assertThat(principals.add(ORDERS, hash("b"))).isTrue();
    assertThat(principals.byTokenHash(hash("a"))).contains(ANN);
    assertThat(principals.byTokenHash(hash("b"))).contains(ORDERS);
    assertThat(principals.byTokenHash(hash("c"))).isEmpty();
    assertThat(principals.all()).extracting(Acquaintance::principal).containsExactly(ANN, ORDERS);
  }

  @Test
  void a_name_is_taken_in_whatever_case() {
    principals.add(ANN, hash("a"));
    Principal other = new Principal("Ann", PrincipalKind.SERVICE, Optional.empty());
    assertThat(principals.add(other, hash("b"))).isFalse();
    assertThat(principals.byTokenHash(hash("b"))).isEmpty();
  }

  @Test
  void a_token_is_replaced_only_for_a_principal_that_is_known_exactly_so() {
    principals.add(ORDERS, hash("a"));
    Principal almost = new Principal("orders", PrincipalKind.CONSUMER, Optional.empty());
    assertThat(principals.replaceToken(almost, hash("b"))).isFalse();
    assertThat(principals.replaceToken(ORDERS, hash("b"))).isTrue();
    assertThat(principals.byTokenHash(hash("a"))).isEmpty();
    assertThat(principals.byTokenHash(hash("b"))).contains(ORDERS);
  }

  @Test
  void the_first_other_person_counts_and_later_ones_are_to_be_confirmed() {
    assertThat(principals.letIn(ANN, hash("a"), NOW)).isTrue();
    Principal robot = new Principal("robot", PrincipalKind.SERVICE, Optional.empty());
    assertThat(principals.introduce(robot, hash("0"), "ann", NOW)).isTrue();
    assertThat(principals.introduce(person("bob"), hash("b"), "ann", NOW)).isTrue();
    assertThat(principals.disable(person("bob"), "ann", NOW)).isTrue();
    assertThat(principals.introduce(person("Bob"), hash("c"), "ann", NOW)).isFalse();
    assertThat(principals.introduce(person("eve"), hash("e"), "ann", NOW)).isTrue();
    assertThat(known("ann").countsSince()).contains(NOW);
    assertThat(known("eve").countsSince()).isEmpty();
    assertThat(known("robot").countsSince()).isEmpty();
    assertThat(principals.find("bob")).isEmpty();
    assertThat(principals.byTokenHash(hash("b"))).isEmpty();
  }

  @Test
  void a_confirmation_is_of_the_token_that_was_seen() {
    principals.letIn(ANN, hash("a"), NOW);
    principals.introduce(person("bob"), hash("b"), "ann", NOW);
    principals.introduce(person("eve"), hash("e"), "ann", NOW);
    Acquaintance seen = known("eve");
    assertThat(principals.introduceAnew(seen, hash("f"), "bob", NOW)).isTrue();
    assertThat(principals.confirm(seen, "bob", NOW)).isFalse();
    assertThat(principals.confirm(known("eve"), "ann", NOW)).isTrue();
    assertThat(known("eve").confirmedBy()).contains("ann");
    assertThat(known("eve").countsSince()).contains(NOW);
    assertThat(principals.introduceAnew(known("eve"), hash("9"), "ann", NOW)).isTrue();
    assertThat(known("eve").countsSince()).isEmpty();
    assertThat(principals.byTokenHash(hash("9"))).contains(person("eve"));
  }

  @Test
  void whoever_runs_the_server_is_let_in_again_whatever_others_did() {
    principals.letIn(ANN, hash("a"), NOW);
    principals.disable(ANN, "bob", NOW);
    assertThat(principals.letIn(ANN, hash("b"), NOW.plusSeconds(1))).isTrue();
    assertThat(principals.byTokenHash(hash("b"))).contains(ANN);
    assertThat(known("ann").countsSince()).contains(NOW.plusSeconds(1));
    principals.add(ORDERS, hash("c"));
    assertThat(principals.letIn(person("orders"), hash("d"), NOW)).isFalse();
  }

  private Acquaintance known(String name) {
    return principals.find(name).orElseThrow();
  }

  private static Principal person(String name) {
    return new Principal(name, PrincipalKind.PERSON, Optional.empty());
  }

  @Test
  void every_call_is_written_down() {
    new LedgerDoorCalls(database.ledger())
        .record(new DoorCall(NOW, "", "", "GET", "/v1/status", Optional.empty(), 401, "127.0.0.1"));
    assertThat(
            database
                .ledger()
                .all("SELECT status FROM rekey.door_call", row -> row.number("status")))
        .containsExactly(401);
  }

  @Test
  void a_wish_to_force_is_decided_once() {
    ForceRequest wish =
        new ForceRequest(
            "f1",
            new SecretId("orders/db"),
            new VersionId("00000000-0000-0000-0000-000000000001"),
            "ann",
            "the batch job is dead",
            NOW);
    wishes.add(wish);
    wishes.add(wish);
    assertThat(wishes.find("f1")).contains(wish);
    wishes.approved("f1", "bob", NOW);
    wishes.approved("f1", "eve", NOW.plusSeconds(1));
    assertThat(
            database
                .ledger()
                .all("SELECT decided_by FROM rekey.force_request", row -> row.text("decided_by")))
        .containsExactly("bob");
  }

  private static String hash(String seed) {
    return seed.repeat(64);
  }
}
