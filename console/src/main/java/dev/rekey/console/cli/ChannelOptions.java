package dev.rekey.console.cli;

import dev.rekey.model.notice.Audience;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every kind of channel has. */
final class ChannelOptions {
  @Parameters(paramLabel = "NAME", description = "A name that no other channel has.")
  String name = "";

  @Option(
      names = "--audience",
      required = true,
      split = ",",
      paramLabel = "AUDIENCE",
      description =
          "Whom it reaches: on-call, incident-team, credential-owner, compliance, executives,"
              + " legal.")
  List<String> audiences = List.of();

  @Option(
      names = "--reserve",
      description = "Use it only where an audience's other channels did not deliver.")
  boolean reserve;

  List<Audience> audiences() {
    return audiences.stream().map(ChannelOptions::audience).toList();
  }

  private static Audience audience(String word) {
    return Arrays.stream(Audience.values())
        .filter(one -> Say.word(one).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "There is no audience '"
                        + word
                        + "'; there are "
                        + Say.list(Arrays.stream(Audience.values()).map(Say::word).toList())));
  }
}
