package dev.rekey.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.console.api.RotationHistory;
import dev.rekey.console.api.Status;
import dev.rekey.model.FailureCode;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.RotationState;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.UserOfOld;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandstillTest {
  private static final VersionId OTHER = new VersionId("22222222-2222-4222-8222-222222222222");

  @TempDir Path folder;

  private final FakeDoor door = new FakeDoor();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void what_stands_still_is_below_the_numbers_and_the_rest_is_counted() {
    door.on(
        "GET /v1/status",
        200,
        new Status(
            30,
            2,
            0,
            25,
            3,
            22,
            0,
            0,
            new Status.Remediations(0, 0),
            List.of(Samples.stuck()),
            List.of(),
            List.of(),
            100.0,
            "dev server",
            true));
    assertThat(type("status").out())
        .contains(
            "blocked 3, stuck 22",
            "create: stuck since 2026-11-23T12:00:00Z (",
            "TARGET_UNAVAILABLE at create (7 times since 2026-11-23T12:00:00Z",
            "last 2026-11-23T12:01:00Z",
            "No answer from db.example.org",
            "Check the network and the target",
            "24 more; 'rekey status --stuck' shows all.");
  }

  @Test
  void a_waiting_order_says_what_fails_once_and_what_to_do() {
    door.on("POST /v1/rotations", 202, Samples.started(false))
        .on("GET /v1/rotations?secret=orders%2Fdb", 200, List.of(Samples.stuck()));
    Typed typed = type("rotate", "orders/db", "--timeout", "1s");
    assertThat(typed.exit()).isEqualTo(4);
    assertThat(typed.err().lines().filter(line -> line.startsWith("create: stuck")))
        .containsExactly(
            "create: stuck, TARGET_UNAVAILABLE: No answer from db.example.org."
                + " Check the network and the target; the step is tried again.");
  }

  @Test
  void who_is_in_the_way_is_named_with_what_people_can_do() {
    UserOfOld behind =
        new UserOfOld.ConsumerBehind(new ConsumerId("checkout"), "bob", "the old version");
    door.on(
        "GET /v1/rotations?state=STUCK%2CBLOCKED",
        200, Samples.running(RotationStep.VERIFY, RotationState.BLOCKED, behind));
    assertThat(type("status", "--stuck").out())
        .contains(
            "Rotations that stand still: 1",
            "verify: blocked since 2026-11-23T12:00:00Z (",
            "in the way     consumer checkout (owner bob) still holds the old version",
            "advice         Ask those named here to move on; else withdraw, or force");
  }

  @Test
  void a_rotation_that_people_must_finish_ends_with_4_and_its_reason() {
    endsAs(
        List.of(
            Samples.ended(
                "unfinished",
                Samples.NEW,
                RotationStep.VERIFY,
                FailureCode.GATE_DEADLINE,
                "billing is in the way")));
    Typed typed = type("rotate", "orders/db");
    assertThat(typed.exit()).isEqualTo(4);
    assertThat(typed.out())
        .contains("orders/db is unfinished", "verify GATE_DEADLINE: billing is in the way");
    assertThat(typed.err()).contains("Ask the owners named here");
  }

  @Test
  void f12_the_version_after_a_refused_value_is_followed_to_its_end() {
    RotationHistory discarded =
        Samples.ended(
            "discarded", Samples.NEW, RotationStep.CREATE, FailureCode.VALUE_REJECTED, "refused");
    RotationHistory next =
        Samples.ended(
            "withdrawn", OTHER, RotationStep.DEPLOY, FailureCode.FOREIGN_WRITE, "somebody wrote");
    endsAs(List.of(next, discarded));
    Typed typed = type("rotate", "orders/db");
    assertThat(typed.exit()).isEqualTo(1);
    assertThat(typed.out()).contains("deploy FOREIGN_WRITE: somebody wrote");
  }

  @Test
  void history_tells_why_each_one_ended() {
    door.on(
        "GET /v1/history?limit=20",
        200,
        List.of(
            Samples.ended(
                "withdrawn",
                Samples.NEW,
                RotationStep.CREATE,
                FailureCode.GRANTS_DIFFER,
                "SELECT on items is missing"),
            Samples.history("rotated")));
    assertThat(type("history").out())
        .contains("WHY", "create GRANTS_DIFFER: SELECT on items is missing");
  }

  private void endsAs(List<RotationHistory> histories) {
    door.on("POST /v1/rotations", 202, Samples.started(false))
        .on(
            "GET /v1/rotations?secret=orders%2Fdb",
            200, Samples.running(RotationStep.CREATE, RotationState.RUNNING))
        .on("GET /v1/rotations?secret=orders%2Fdb", 200, List.of());
    door.on("GET /v1/history?secret=orders%2Fdb&limit=5", 200, histories)
        .on("GET /v1/history?limit=5&secret=orders%2Fdb", 200, histories);
  }

  private Typed type(String... words) {
    return Typed.at(door, folder, words);
  }
}
