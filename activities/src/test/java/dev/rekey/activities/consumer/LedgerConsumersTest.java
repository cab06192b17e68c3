package dev.rekey.activities.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.Wire;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerConsumersTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final SecretId SECRET = new SecretId("orders/db");
  private static final VersionId FIRST = new VersionId("00000000-0000-0000-0000-000000000001");
  private static final VersionId SECOND = new VersionId("00000000-0000-0000-0000-000000000002");
  private static final Consumer ORDERS =
      new Consumer.Pull(new ConsumerId("orders"), SECRET, "ann@example.com");

  private final LedgerDatabase database = new LedgerDatabase();
  private final LedgerConsumers consumers = new LedgerConsumers(database.ledger());

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void every_kind_comes_back_as_it_was_registered_by_name() {
    Consumer file =
        new Consumer.FilePush(
            new ConsumerId("batch"), SECRET, "bob", "/srv/batch/db.json", List.of("/bin/true"));
    Consumer webhook =
        new Consumer.Webhook(
            new ConsumerId("web"),
            SECRET,
            "eve",
            URI.create("https://web.example.com/rekey"),
            new SecretId("web/signing"));
    Consumer cluster =
        new Consumer.KubernetesSecret(
            new ConsumerId("ingress"), SECRET, "bob", "shop", "web-tls", Optional.of("prod"));
    for (Consumer consumer : List.of(webhook, ORDERS, file, cluster)) {
      assertThat(consumers.register(consumer, "ann", NOW)).isTrue();
    }
    assertThat(consumers.of(SECRET)).containsExactly(file, cluster, ORDERS, webhook);
    assertThat(consumers.of(new SecretId("other"))).isEmpty();
    assertThat(consumers.find(ORDERS.id())).contains(ORDERS);
  }

  @Test
  void a_cluster_without_a_context_is_named_by_its_secret_alone() throws IOException {
    String json =
        """
        {"kind": "kubernetes-secret", "id": "ingress", "secret": "orders/db", "owner": "bob",
         "namespace": "shop", "name": "web-tls"}
        """;
    assertThat(Wire.mapper().readValue(json, Consumer.class))
        .isEqualTo(
            new Consumer.KubernetesSecret(
                new ConsumerId("ingress"), SECRET, "bob", "shop", "web-tls", Optional.empty()));
  }

  @Test
  void the_same_registration_again_is_a_success_and_another_one_under_its_name_is_not() {
    assertThat(consumers.register(ORDERS, "ann", NOW)).isTrue();
    assertThat(consumers.register(ORDERS, "bob", NOW)).isTrue();
    Consumer other = new Consumer.Pull(ORDERS.id(), new SecretId("payroll/db"), "eve");
    assertThat(consumers.register(other, "eve", NOW)).isFalse();
    assertThat(consumers.find(ORDERS.id())).contains(ORDERS);
  }

  @Test
  void a_newer_acknowledgement_replaces_the_older_one_and_never_the_other_way_round() {
    consumers.register(ORDERS, "ann", NOW);
    consumers.acknowledge(ORDERS.id(), SECRET, FIRST, NOW);
    consumers.acknowledge(ORDERS.id(), SECRET, SECOND, NOW.plusSeconds(1));
    consumers.acknowledge(ORDERS.id(), SECRET, FIRST, NOW);
    assertThat(consumers.acknowledged(SECRET)).isEqualTo(Map.of(ORDERS.id(), SECOND));
  }

  @Test
  void a_removed_consumer_leaves_who_removed_it_and_what_it_had_acknowledged() {
    consumers.register(ORDERS, "ann", NOW);
    consumers.acknowledge(ORDERS.id(), SECRET, FIRST, NOW.plusSeconds(1));
    assertThat(consumers.remove(ORDERS.id(), "bob", "shut down", NOW.plusSeconds(2))).isTrue();
    assertThat(consumers.of(SECRET)).isEmpty();
    assertThat(consumers.acknowledged(SECRET)).isEmpty();
    assertThat(consumers.departed(SECRET))
        .containsExactly(new Departure(ORDERS.id(), FIRST, NOW.plusSeconds(1)));
    assertThat(consumers.departed(new SecretId("payroll/db"))).isEmpty();
    assertThat(
            database
                .ledger()
                .all(
                    "SELECT registered_by, removed_by, reason FROM rekey.consumer_removal",
                    row ->
                        List.of(
                            row.text("registered_by"), row.text("removed_by"), row.text("reason"))))
        .containsExactly(List.of("ann", "bob", "shut down"));
  }

  @Test
  void a_name_may_be_registered_anew_and_the_last_removal_counts() {
    assertThat(consumers.remove(ORDERS.id(), "bob", "unknown", NOW)).isFalse();
    consumers.register(ORDERS, "ann", NOW);
    consumers.acknowledge(ORDERS.id(), SECRET, FIRST, NOW);
    consumers.remove(ORDERS.id(), "bob", "moved", NOW);
    Consumer other = new Consumer.Pull(ORDERS.id(), SECRET, "eve");
    assertThat(consumers.register(other, "eve", NOW)).isTrue();
    assertThat(consumers.acknowledged(SECRET)).isEmpty();
    consumers.remove(ORDERS.id(), "eve", "never used it", NOW);
    assertThat(consumers.departed(SECRET)).isEmpty();
  }

  @Test
  void nobody_acknowledges_who_is_not_registered_for_that_secret() {
    consumers.register(ORDERS, "ann", NOW);
    assertThatThrownBy(
            () -> consumers.acknowledge(ORDERS.id(), new SecretId("payroll/db"), FIRST, NOW))
        .hasMessage("orders is not registered as a consumer of payroll/db");
    assertThat(consumers.acknowledged(SECRET)).isEmpty();
  }
}
