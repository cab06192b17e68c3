package dev.rekey.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.rollover.Obstacle;
import dev.rekey.model.rollover.RolloverEntry;
import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rollover.RolloverQuestion;
import dev.rekey.model.rollover.RolloverReason;
import dev.rekey.model.rollover.RolloverState;
import dev.rekey.model.rollover.RolloverView;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands say of rollovers. */
class RolloverCommandsTest {
  private static final RolloverOrder ORDER =
      new RolloverOrder(
          "r-1",
          "old",
          "new",
          RolloverReason.COMPROMISED,
          "taken over",
          "ann",
          Optional.of(Instant.EPOCH),
          Optional.empty(),
          List.of());
  private static final RolloverView ASKING =
      new RolloverView(
          ORDER,
          Instant.EPOCH,
          Optional.empty(),
          RolloverState.ASKING,
          Optional.of(RolloverQuestion.STOP_ISSUANCE),
          List.of(new Obstacle("consumer shop (erin)", "has not acknowledged the roots")),
          false,
          List.of(new RolloverEntry(1, Instant.EPOCH, "ann", "begins it: taken over")));

  @TempDir Path folder;

  private final FakeDoor door = new FakeDoor();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void a_compromise_is_begun_with_what_comes_first() {
    door.on("POST /v1/authorities/rollovers", 201, ORDER);
    Typed typed =
        type(
            "authority",
            "rollover",
            "start",
            "old",
            "--to",
            "new",
            "--reason",
            "taken over",
            "--compromised",
            "--first",
            "rekey/tls");
    assertThat(typed.exit()).isZero();
    assertThat(door.bodyOf("POST /v1/authorities/rollovers"))
        .contains("\"compromised\":true", "\"first\":[\"rekey/tls\"]");
  }

  @Test
  void its_status_has_who_is_waited_for_and_what_to_type() {
    door.on("GET /v1/authorities/rollovers?authority=old", 200, ASKING);
    Typed typed = type("authority", "rollover", "status", "old");
    assertThat(typed.out())
        .as(typed.err())
        .contains(
            "old to new: not begun, asking",
            "rekey authority rollover approve old stop-issuance",
            "waits: consumer shop (erin) has not acknowledged the roots",
            "ann: begins it: taken over");
  }

  @Test
  void what_is_agreed_to_is_named() {
    door.on("POST /v1/authorities/rollovers/approvals", 200, ASKING);
    assertThat(type("authority", "rollover", "approve", "old", "it", "--reason", "x").exit())
        .isNotZero();
    assertThat(
            type("authority", "rollover", "approve", "old", "stop-issuance", "--reason", "x")
                .exit())
        .isZero();
    assertThat(door.bodyOf("POST /v1/authorities/rollovers/approvals"))
        .contains("\"question\":\"STOP_ISSUANCE\"");
  }

  private Typed type(String... words) {
    return Typed.at(door, folder, words);
  }
}
