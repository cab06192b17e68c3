package dev.rekey.console.cli;

import dev.rekey.console.api.StandByOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekey authority stand-by}. */
@Command(
    name = "stand-by",
    description = {
      "Says who takes the place of an authority, should its key be in other hands.",
      "Nothing is changed before that day."
    })
final class StandByCommand extends ClientCommand {
  @Parameters(paramLabel = "NAME", description = "The authority.")
  String name = "";

  @Option(
      names = "--by",
      required = true,
      paramLabel = "NAME",
      description = "The known authority that stands by.")
  String successor = "";

  @Option(
      names = "--parent",
      paramLabel = "NAME",
      description = "The known authority that certified it, and revokes that then.")
  Optional<String> parent = Optional.empty();

  @Option(
      names = "--first",
      paramLabel = "NAME",
      description = "A credential that is re-issued before all others. May be repeated.")
  List<String> first = new ArrayList<>();

  @Override
  ExitCode run() {
    StandByOrder order =
        options
            .door()
            .post(
                "/v1/authorities/stand-by",
                Map.of(),
                new StandByOrder(
                    name, successor, parent, first.stream().map(Known::secret).toList()),
                StandByOrder.class);
    print(order, out -> out.println(successor + " stands by for " + name + "."));
    return ExitCode.DONE;
  }
}
