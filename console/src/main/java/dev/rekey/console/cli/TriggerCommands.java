package dev.rekey.console.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.console.api.TriggerTaken;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rekey trigger ...}: events of AWS by hand. */
final class TriggerCommands {
  private TriggerCommands() {}

  /** {@code rekey trigger}. */
  @Command(
      name = "trigger",
      description = "Events of AWS, as EventBridge delivers them.",
      subcommands = Send.class)
  static final class OfEvents {}

  /** {@code rekey trigger send}. */
  @Command(
      name = "send",
      description = {
        "Hands over one event, on the way of those that come through queues, and says what it",
        "became. The same event again begins nothing new."
      })
  static final class Send extends ClientCommand {
    @Parameters(paramLabel = "FILE", description = "The event, in JSON; - for standard input.")
    String file = "";

    @Override
    ExitCode run() {
      List<TriggerTaken> taken =
          options.door().postForList("/v1/triggers", event(), TriggerTaken.class);
      print(taken, out -> taken.forEach(one -> sentence(one, out)));
      if (taken.isEmpty()) {
        tell("The event asks for nothing: it only tells what need not be acted on.");
      }
      return ExitCode.DONE;
    }

    private JsonNode event() {
      JsonNode event = Json.tree(GivenText.read("event", file));
      if (!event.isObject()) {
        throw CommandFailure.usage("An event is one JSON object, as EventBridge delivers it");
      }
      return event;
    }

    private static void sentence(TriggerTaken one, PrintWriter out) {
      String about =
          one.credentials().isEmpty() ? "nothing that is enrolled" : Say.list(one.credentials());
      out.println(
          one.id()
              + (one.before() ? " came before." : " is taken.")
              + " It concerns "
              + about
              + ".");
      out.println(
          switch (one.became()) {
            case INCIDENT ->
                "It has an incident: 'rekey incident show " + one.incident().orElse("") + "'.";
            case ROTATION -> "It is a rotation: 'rekey history' says how it goes.";
            case SWEEP -> "It is a sweep: what is due is rotated.";
            case QUESTION -> "It is a question to people: 'rekey signals' has it.";
            case NOTHING -> "Nothing is to be done for it.";
            case UNDERWAY -> "It is seen to; send it again to hear what it became.";
          });
    }
  }
}
