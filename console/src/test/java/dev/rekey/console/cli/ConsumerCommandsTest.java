package dev.rekey.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.console.api.ConsumerRegistered;
import dev.rekey.console.api.ConsumerRemoved;
import dev.rekey.console.api.ConsumerView;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.SecretId;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsumerCommandsTest {
  @TempDir Path folder;

  private final FakeDoor door = new FakeDoor();

  @AfterEach
  void close() {
    door.close();
  }

  private Typed type(String... words) {
    return Typed.at(door, folder, words);
  }

  @Test
  void consumers_of_all_credentials_are_listed_where_none_is_named() {
    Consumer consumer =
        new Consumer.Pull(
            new ConsumerId("checkout"), Samples.view().record().credential().secret(), "bob");
    door.on("GET /v1/credentials", 200, List.of(Samples.view()))
        .on(
            "GET /v1/consumers?secret=orders%2Fdb",
            200, List.of(new ConsumerView(consumer, Optional.empty())));
    Typed typed = type("consumer", "list");
    assertThat(typed.err()).isEmpty();
    assertThat(typed.out()).contains("checkout", "pull", "orders/db", "bob");
  }

  @Test
  void a_consumers_token_goes_to_standard_output_alone() {
    Consumer pull = new Consumer.Pull(new ConsumerId("checkout"), Samples.ORDERS, "bob");
    door.on(
        "POST /v1/consumers",
        201,
        new ConsumerRegistered(pull, Optional.of("once-only"), Optional.empty()));
    Typed typed =
        type("consumer", "add", "checkout", "--credential", "orders/db", "--owner", "bob");
    assertThat(typed.out()).isEqualTo("once-only\n");
    assertThat(typed.err()).doesNotContain("once-only");
    assertThat(door.bodyOf("POST /v1/consumers")).contains("\"kind\":\"pull\"", "orders/db");
  }

  @Test
  void one_that_takes_its_certificate_from_acm_is_registered_by_its_arn_and_no_other_way_beside() {
    String arn =
        "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555";
    Consumer edge =
        new Consumer.AcmImport(new ConsumerId("edge"), new SecretId("web/tls"), "bob", arn);
    door.on(
        "POST /v1/consumers",
        201,
        new ConsumerRegistered(edge, Optional.empty(), Optional.empty()));
    String[] add = {
      "consumer", "add", "edge", "--credential", "web/tls", "--owner", "bob", "--acm", arn
    };
    assertThat(type(add).out()).contains("edge is registered");
    assertThat(door.bodyOf("POST /v1/consumers")).contains("\"kind\":\"acm\"", arn);
    String[] both = Arrays.copyOf(add, add.length + 2);
    both[add.length] = "--file";
    both[add.length + 1] = "/etc/edge.tls";
    assertThat(type(both).err()).contains("not two");
    add[add.length - 1] = "web.tls";
    assertThat(type(add).err()).contains("named by its ARN");
  }

  @Test
  void one_that_takes_its_certificate_from_kubernetes_is_registered_by_the_name_of_its_secret() {
    Consumer ingress =
        new Consumer.KubernetesSecret(
            new ConsumerId("ingress"),
            new SecretId("web/tls"),
            "bob",
            "shop",
            "web-tls",
            Optional.of("prod"));
    door.on(
            "POST /v1/consumers",
            201,
            new ConsumerRegistered(ingress, Optional.empty(), Optional.empty()))
        .on(
            "GET /v1/consumers?secret=web%2Ftls",
            200, List.of(new ConsumerView(ingress, Optional.empty())));
    String[] add = {
      "consumer",
      "add",
      "ingress",
      "--credential",
      "web/tls",
      "--owner",
      "bob",
      "--context",
      "prod",
      "--kubernetes-secret",
      "shop/web-tls"
    };
    assertThat(type(add).out()).contains("ingress is registered");
    assertThat(door.bodyOf("POST /v1/consumers"))
        .contains(
            "\"kind\":\"kubernetes-secret\"", "\"namespace\":\"shop\"", "\"context\":\"prod\"");
    assertThat(type("consumer", "list", "--credential", "web/tls").out())
        .contains("kubernetes-secret shop/web-tls@prod");
    add[add.length - 1] = "web-tls";
    assertThat(type(add).err()).contains("NAMESPACE/NAME");
  }

  @Test
  void a_consumer_is_tried_without_registering_it_and_a_refusal_ends_with_5() {
    Consumer push =
        new Consumer.FilePush(
            new ConsumerId("batch"), Samples.ORDERS, "bob", "/srv/db.json", List.of());
    String[] words = {
      "consumer",
      "add",
      "batch",
      "--credential",
      "orders/db",
      "--owner",
      "bob",
      "--file",
      "/srv/db.json",
      "--dry-run"
    };
    door.on(
        "POST /v1/consumers?dryRun=true",
        200,
        new ConsumerRegistered(push, Optional.empty(), Optional.empty()));
    Typed tried = type(words);
    assertThat(tried.exit()).isZero();
    assertThat(tried.out()).isEqualTo("batch can be registered; nothing was changed.\n");
    door.refusing("POST /v1/consumers?dryRun=true", 422, "BAD_REQUEST", "there is no folder /srv");
    type(words);
    Typed refused = type(words);
    assertThat(refused.exit()).isEqualTo(5);
    assertThat(refused.err()).contains("there is no folder /srv");
  }

  @Test
  void a_consumer_is_removed_with_a_reason_and_whoever_waited_is_named() {
    Consumer pull = new Consumer.Pull(new ConsumerId("shop/web"), Samples.ORDERS, "bob");
    for (String query : queries("name=shop%2Fweb", "reason=shut+down")) {
      door.on(
          "DELETE /v1/consumers?" + query,
          200,
          new ConsumerRemoved(pull, Optional.empty(), true, false));
    }
    Typed removed = type("consumer", "remove", "shop/web", "--reason", "shut down");
    assertThat(removed.exit()).isZero();
    assertThat(removed.out()).isEqualTo("shop/web is removed.\n");
    assertThat(removed.err()).contains("The rotation of orders/db waits for it no longer");
    Typed json = type("consumer", "remove", "shop/web", "--reason", "shut down", "--json");
    assertThat(json.out()).contains("\"awaited\":true", "\"acknowledged\":null");
    assertThat(type("consumer", "remove", "shop/web").exit()).isEqualTo(2);
    assertThat(type("consumer", "remove", "shop web", "--reason", "x").exit()).isEqualTo(2);
    Typed unknown = type("consumer", "remove", "nobody", "--reason", "x", "--dry-run");
    assertThat(unknown.exit()).isEqualTo(5);
  }

  private static List<String> queries(String one, String other) {
    return List.of(one + "&" + other, other + "&" + one);
  }
}
