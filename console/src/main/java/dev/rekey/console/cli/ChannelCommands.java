package dev.rekey.console.cli;

import dev.rekey.console.api.ChannelNamed;
import dev.rekey.console.api.ChannelTested;
import dev.rekey.console.api.ChannelView;
import dev.rekey.console.api.NoticeTold;
import dev.rekey.model.notice.Audience;
import dev.rekey.model.notice.Channel;
import dev.rekey.model.notice.ChannelName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rekey channel ...}: how people are told of incidents. */
final class ChannelCommands {
  private ChannelCommands() {}

  /** {@code rekey channel}. */
  @Command(
      name = "channel",
      description = "How people are told of incidents: mail, Slack, PagerDuty, SNS, webhooks.",
      subcommands = {AddChannel.class, All.class, Remove.class, Test.class})
  static final class Channels {}

  /** {@code rekey channel list}. */
  @Command(name = "list", description = "Lists the channels, and the audiences that have none.")
  static final class All extends ClientCommand {
    @Override
    ExitCode run() {
      List<ChannelView> views = options.door().list("/v1/channels", Map.of(), ChannelView.class);
      Table table = new Table("NAME", "KIND", "AUDIENCES", "READ BY");
      views.forEach(view -> table.row(cells(view)));
      print(
          views,
          out -> {
            table.print(out, "No channels.");
            List<String> unserved = unserved(views);
            if (!unserved.isEmpty()) {
              out.println("nobody is told: no channel for " + String.join(", ", unserved) + ".");
            }
          });
      return ExitCode.DONE;
    }

    private static List<String> unserved(List<ChannelView> views) {
      return Arrays.stream(Audience.values())
          .filter(one -> views.stream().noneMatch(view -> view.audiences().contains(one)))
          .map(Say::word)
          .toList();
    }

    private static String[] cells(ChannelView view) {
      Channel channel = view.channel();
      String kind =
          switch (channel) {
            case Channel.Smtp mail -> "smtp " + mail.host() + ":" + mail.port();
            case Channel.Slack slack -> "slack";
            case Channel.PagerDuty duty -> "pagerduty";
            case Channel.Sns topic -> "sns " + topic.topic();
            case Channel.Webhook hook -> "webhook " + hook.url().getHost();
          };
      return new String[] {
        channel.name().value() + (view.reserve() ? " (reserve)" : ""),
        kind,
        Say.list(view.audiences().stream().map(Say::word).toList()),
        Say.list(channel.members())
      };
    }
  }

  /** {@code rekey channel remove}. */
  @Command(
      name = "remove",
      description = {
        "Removes a channel. What it delivered stays on record.",
        "What opened it stays in the secret store: make it worthless where it came from."
      })
  static final class Remove extends ClientCommand {
    @Parameters(paramLabel = "NAME", description = "The channel.")
    String name = "";

    @Override
    ExitCode run() {
      ChannelNamed removed =
          options
              .door()
              .delete("/v1/channels", Map.of("name", name(name).value()), ChannelNamed.class);
      print(removed, out -> out.println(name + " is removed."));
      return ExitCode.DONE;
    }
  }

  /** {@code rekey channel test}. */
  @Command(
      name = "test",
      description = {
        "Sends one harmless notice that says that it is a test, and shows the receipts.",
        "It goes the way that notices go. Ends with 1 if it was not delivered."
      })
  static final class Test extends ClientCommand {
    @Parameters(paramLabel = "NAME", description = "The channel.")
    String name = "";

    @Override
    ExitCode run() {
      ChannelTested tested =
          options
              .door()
              .post(
                  "/v1/channels/tests",
                  Map.of(),
                  new ChannelNamed(name(name)),
                  ChannelTested.class);
      print(tested, out -> tested.receipts().forEach(one -> out.println(line(one))));
      return tested.delivered() ? ExitCode.DONE : ExitCode.REFUSED;
    }
  }

  static String line(NoticeTold told) {
    return Say.time(told.at())
        + "  "
        + told.about()
        + "  "
        + told.channel()
        + " ("
        + told.recipient()
        + "): "
        + told.outcome();
  }

  static ChannelName name(String name) {
    try {
      return new ChannelName(name);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }
}
