package dev.rekey.console.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.Wire;
import dev.rekey.activities.target.Targets;
import dev.rekey.activities.testing.ScriptedDelivery;
import dev.rekey.console.cli.Typed;
import dev.rekey.console.embedded.wiring.Equipment;
import dev.rekey.console.embedded.wiring.Foundation;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.inventory.InventoryReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server's folder and the person at its terminal.
 *
 * @param data the folder
 * @param target what honours the credentials
 */
record OneMachine(Path data, PlainTarget target) {
  /** Starts the server; one that lasts needs the temporal program. */
  EmbeddedRuntime start(boolean ephemeral) {
    ServerSettings settings =
        new ServerSettings(data, 0, ephemeral, Optional.empty(), List.of(), List.of(), false);
    Map<String, String> environment = ephemeral ? Map.of() : Map.of("PATH", System.getenv("PATH"));
    return EmbeddedRuntime.start(settings, this::equipment, environment);
  }

  private Equipment equipment(Foundation foundation, ServerSettings settings) {
    return new Equipment(
        Targets.only(PostgresUser.class, target),
        new ScriptedDelivery(),
        (secret, policy, since, term) -> since.plus(policy.maxAge()),
        new PlainInventory(foundation),
        (input, output, context) ->
            Wire.mapper().writeValue(output, new InventoryReply.DuePage(List.of(), false)));
  }

  /** Enrols orders/db, whose user in use is orders_a. */
  void enrol() throws IOException {
    String password = Files.writeString(data.resolve("pw"), "password-of-the-rotator\n").toString();
    String words =
        "credential add orders/db --endpoint 127.0.0.1:5432/orders --group orders --owner alice"
            + " --rotator rekey --drain 0s --user orders_a";
    List<String> all = new ArrayList<>(List.of(words.split(" ")));
    all.addAll(List.of("--rotator-password-file", password, "--password-file", password));
    Typed added = type(all.toArray(String[]::new));
    assertThat(added.exit()).as(added.err()).isZero();
  }

  /** Types a command. */
  Typed type(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", data.toString()));
    return Typed.typed(all.toArray(String[]::new));
  }
}
