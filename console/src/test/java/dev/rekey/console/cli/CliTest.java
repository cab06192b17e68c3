package dev.rekey.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.console.api.Discovered;
import dev.rekey.console.api.IncidentDeclared;
import dev.rekey.console.api.RotationPlan;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.rotation.RotationState;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.UserOfOld;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CliTest {
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
  void credentials_are_a_table_for_people_and_one_document_for_programs() {
    door.on("GET /v1/credentials", 200, List.of(Samples.view()));
    Typed table = type("credential", "list");
    assertThat(table.exit()).isZero();
    assertThat(table.out())
        .contains("NAME", "orders/db", "current", "alice")
        .doesNotContain("\u001b");
    assertThat(table.err()).isEmpty();
    Typed json = type("credential", "list", "--json");
    assertThat(json.out().lines()).hasSize(1);
    assertThat(json.out()).startsWith("[{").contains("\"lastRotated\":\"2026-11-23T12:00:00Z\"");
  }

  @Test
  void a_rotation_that_temporal_does_not_show_for_a_moment_is_waited_for() {
    door.on("POST /v1/rotations", 202, Samples.started(false))
        .on(
            "GET /v1/rotations?secret=orders%2Fdb",
            200, Samples.running(RotationStep.CREATE, RotationState.RUNNING))
        .on("GET /v1/rotations?secret=orders%2Fdb", 200, List.of());
    for (String query : List.of("secret=orders%2Fdb&limit=5", "limit=5&secret=orders%2Fdb")) {
      door.on("GET /v1/history?" + query, 200, List.of(Samples.history("running")))
          .on("GET /v1/history?" + query, 200, List.of(Samples.history("rotated")));
    }
    Typed typed = type("rotate", "orders/db");
    assertThat(typed.out()).contains("orders/db is rotated");
    assertThat(typed.exit()).isZero();
  }

  @Test
  void what_the_store_holds_is_listed_with_its_tags() {
    SecretId known = new SecretId("orders/db");
    SecretId other = new SecretId("shop/db");
    door.on(
        "GET /v1/stored-secrets?limit=1000",
        200,
        List.of(
            new Discovered(known, true, Map.of(), Optional.empty(), Optional.empty()),
            new Discovered(
                other, false, Map.of("owner", "ann"), Optional.empty(), Optional.of("rds"))));
    assertThat(type("credential", "discover").out()).contains("orders/db", "shop/db", "ann", "rds");
    assertThat(type("credential", "discover", "--new").out())
        .contains("shop/db")
        .doesNotContain("orders/db");
  }

  @Test
  void what_was_changed_at_the_target_is_overwritten_on_request() {
    door.on("POST /v1/rotations", 202, Samples.started(false));
    assertThat(type("rotate", "orders/db", "--reconcile", "--no-wait").exit()).isZero();
    assertThat(door.bodyOf("POST /v1/rotations")).contains("\"reason\":\"RECONCILE\"");
  }

  @Test
  void a_rotation_is_watched_to_its_end_and_tells_who_still_uses_the_old_version() {
    UserOfOld behind =
        new UserOfOld.ConsumerBehind(new ConsumerId("checkout"), "bob", "the old version");
    door.on("POST /v1/rotations", 202, Samples.started(false))
        .on(
            "GET /v1/rotations?secret=orders%2Fdb",
            200, Samples.running(RotationStep.CREATE, RotationState.RUNNING))
        .on(
            "GET /v1/rotations?secret=orders%2Fdb",
            200, Samples.running(RotationStep.VERIFY, RotationState.BLOCKED, behind))
        .on("GET /v1/rotations?secret=orders%2Fdb", 200, List.of());
    door.on("GET /v1/history?secret=orders%2Fdb&limit=5", 200, List.of(Samples.history("rotated")))
        .on("GET /v1/history?limit=5&secret=orders%2Fdb", 200, List.of(Samples.history("rotated")));
    Typed typed = type("rotate", "orders/db");
    assertThat(typed.err())
        .contains(
            "create: running", "verify: blocked", "consumer checkout (owner bob) still holds");
    assertThat(typed.out()).contains("orders/db is rotated (version 11111111, 0.7 s)");
    assertThat(typed.exit()).isZero();
  }

  @Test
  void waiting_ends_with_4_when_time_runs_out_and_the_rotation_goes_on() {
    door.on("POST /v1/rotations", 202, Samples.started(true))
        .on(
            "GET /v1/rotations?secret=orders%2Fdb",
            200, Samples.running(RotationStep.VERIFY, RotationState.BLOCKED));
    Typed typed = type("rotate", "orders/db", "--timeout", "400ms", "--json");
    assertThat(typed.exit()).isEqualTo(4);
    assertThat(typed.err()).contains("joins it", "is not finished: verify: blocked");
    assertThat(typed.out()).contains("\"code\":\"UNFINISHED\"");
  }

  @Test
  void without_waiting_it_is_only_started() {
    door.on("POST /v1/rotations", 202, Samples.started(false));
    Typed typed = type("rotate", "orders/db", "--no-wait");
    assertThat(typed.exit()).isZero();
    assertThat(door.bodyOf("POST /v1/rotations")).contains("REQUESTED");
    assertThat(door.calls()).hasSize(1);
  }

  @Test
  void what_is_compromised_becomes_an_incident_and_no_rotation() {
    door.on("POST /v1/incidents", 201, new IncidentDeclared("INC-00000001", false, true));
    Typed typed = type("rotate", "orders/db", "--no-wait", "--compromised");
    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(typed.out()).contains("INC-00000001");
    assertThat(door.bodyOf("POST /v1/incidents")).contains("orders/db");
    assertThat(door.calls()).hasSize(1);
  }

  @Test
  void an_incident_that_waits_for_temporal_ends_with_4() {
    door.on("POST /v1/incidents", 201, new IncidentDeclared("INC-00000001", false, false));
    Typed typed = type("incident", "declare", "orders/db", "--finding", "seen in a log");
    assertThat(typed.exit()).isEqualTo(4);
    assertThat(typed.err()).contains("begins by itself as soon as it does");
  }

  @Test
  void a_dry_run_that_would_fail_ends_with_5_and_says_why() {
    RotationPlan plan =
        new RotationPlan(
            Samples.ORDERS,
            false,
            List.of("Make a new password"),
            List.of("checkout"),
            List.of("psql is logged in"),
            List.of("the rotator is refused"));
    door.on("POST /v1/rotations", 200, plan);
    Typed typed = type("rotate", "orders/db", "--dry-run");
    assertThat(typed.exit()).isEqualTo(5);
    assertThat(typed.out())
        .contains(
            "1. Make a new password", "uses it now: psql", "would stop: the rotator is refused");
  }

  @Test
  void an_unknown_credential_is_answered_with_the_one_that_was_meant() {
    door.on("GET /v1/credentials", 200, List.of(Samples.view()));
    door.refusing("POST /v1/rotations", 404, "NOT_FOUND", "No credential is called order/db");
    Typed typed = type("rotate", "order/db");
    assertThat(typed.exit()).isEqualTo(1);
    assertThat(typed.err()).contains("No credential is called order/db", "Did you mean orders/db?");
  }

  @Test
  void a_mistyped_command_or_option_is_answered_with_what_was_meant() {
    Typed command = Typed.typed("credentail", "list");
    assertThat(command.exit()).isEqualTo(2);
    assertThat(command.err()).contains("credential").contains("Did you mean");
    Typed option = Typed.typed("rotate", "x", "--compromise");
    assertThat(option.exit()).isEqualTo(2);
    assertThat(option.err()).contains("--compromised", "See 'rekey rotate --help'");
  }

  @Test
  void without_a_server_it_says_how_to_start_one_and_ends_with_3() {
    door.close();
    Typed typed = type("status");
    assertThat(typed.exit()).isEqualTo(3);
    assertThat(typed.err()).contains("No Rekey server answers at http://127.0.0.1", "rekey server");
    Typed tokenless = Typed.typed("status", "--data", folder.resolve("none").toString());
    assertThat(tokenless.exit()).isEqualTo(3);
    assertThat(tokenless.err()).contains("no token");
  }

  @Test
  void history_of_one_credential_shows_what_was_seen() {
    door.on(
        "GET /v1/history?secret=orders%2Fdb&limit=20", 200, List.of(Samples.history("rotated")));
    Typed typed = type("history", "orders/db");
    assertThat(typed.exit()).isZero();
    assertThat(typed.out()).contains("requested", "0.7 s", "old password refused");
  }

  @Test
  void every_command_explains_itself() {
    for (String words :
        List.of(
            "",
            "credential add",
            "credential add-rotation-function",
            "consumer remove",
            "rotate",
            "server",
            "force request",
            "worker")) {
      Typed typed = Typed.typed((words + " --help").strip().split(" "));
      assertThat(typed.exit()).as(words).isZero();
      assertThat(typed.out()).as(words).startsWith("Usage: rekey").doesNotContain("\u001b");
    }
  }
}
