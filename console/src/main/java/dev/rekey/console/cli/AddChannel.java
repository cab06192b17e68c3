package dev.rekey.console.cli;

import dev.rekey.console.api.ChannelAdded;
import dev.rekey.console.api.ChannelOrder;
import dev.rekey.model.notice.Channel;
import dev.rekey.model.notice.ChannelName;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rekey channel add ...}. */
@Command(
    name = "add",
    description = {
      "Adds a channel. Secrets come from files and go to the secret store; nothing shows them"
          + " again.",
      "Everybody who reads it is named, since a suspect must not read of their own incident."
    },
    subcommands = {
      AddSmtpChannel.class,
      AddChannel.Slack.class,
      AddChannel.PagerDuty.class,
      AddChannel.Sns.class,
      AddChannel.Webhook.class
    })
final class AddChannel {

  /** One kind of it. */
  abstract static class Kind extends ClientCommand {
    @Mixin final ChannelOptions about = new ChannelOptions();

    /** What it is. */
    abstract Channel channel(ChannelName name);

    /** What opens it. */
    abstract Optional<String> secret();

    @Override
    final ExitCode run() {
      Channel channel = channel(ChannelCommands.name(about.name));
      ChannelOrder order = new ChannelOrder(channel, about.audiences(), about.reserve, secret());
      ChannelAdded added = options.door().post("/v1/channels", Map.of(), order, ChannelAdded.class);
      print(added, out -> out.println(added.signingKey().orElse(added.name() + " is there.")));
      if (added.signingKey().isPresent()) {
        tell("That is the key that its calls are signed with (HMAC-SHA-256), shown this once.");
      }
      tell("Try it with 'rekey channel test " + added.name() + "'.");
      return ExitCode.DONE;
    }
  }

  /** A kind that a group of people reads together. */
  abstract static class Shared extends Kind {
    @Option(
        names = "--member",
        required = true,
        split = ",",
        paramLabel = "PERSON",
        description = "Who reads it, by their names at the door.")
    List<String> members = List.of();
  }

  /** {@code rekey channel add slack}. */
  @Command(name = "slack", description = "An incoming webhook of Slack, or what takes the same.")
  static final class Slack extends Shared {
    @Option(
        names = "--url-file",
        required = true,
        paramLabel = "FILE",
        description = "Holds the webhook's address, which is a secret; - for standard input.")
    String urlFile = "";

    @Override
    Channel channel(ChannelName name) {
      return new Channel.Slack(name, members);
    }

    @Override
    Optional<String> secret() {
      return Optional.of(PasswordFiles.read(urlFile));
    }
  }

  /** {@code rekey channel add pagerduty}. */
  @Command(name = "pagerduty", description = "A service of PagerDuty, by its Events API v2.")
  static final class PagerDuty extends Shared {
    @Option(
        names = "--routing-key-file",
        required = true,
        paramLabel = "FILE",
        description = "Holds the service's integration key; - for standard input.")
    String keyFile = "";

    @Option(
        names = "--events-url",
        defaultValue = "https://events.pagerduty.com/v2/enqueue",
        paramLabel = "URL",
        description = "Where events go; default: ${DEFAULT-VALUE}.")
    URI url = URI.create("https://events.pagerduty.com/v2/enqueue");

    @Override
    Channel channel(ChannelName name) {
      return new Channel.PagerDuty(name, url, members);
    }

    @Override
    Optional<String> secret() {
      return Optional.of(PasswordFiles.read(keyFile));
    }
  }

  /** {@code rekey channel add sns}. */
  @Command(
      name = "sns",
      description = "A topic of Amazon SNS; the function's own role may publish to it.")
  static final class Sns extends Shared {
    @Option(names = "--topic", required = true, paramLabel = "ARN", description = "The topic.")
    String topic = "";

    @Override
    Channel channel(ChannelName name) {
      return new Channel.Sns(name, topic, members);
    }

    @Override
    Optional<String> secret() {
      return Optional.empty();
    }
  }

  /** {@code rekey channel add webhook}. */
  @Command(name = "webhook", description = "Any receiver of JSON; each call is signed.")
  static final class Webhook extends Shared {
    @Option(names = "--post-to", required = true, paramLabel = "URL", description = "Its address.")
    URI url = URI.create("");

    @Option(
        names = "--signing-key-file",
        paramLabel = "FILE",
        description = "Holds the key that both sides have; made and shown once if missing.")
    Optional<String> keyFile = Optional.empty();

    @Override
    Channel channel(ChannelName name) {
      return new Channel.Webhook(name, url, members);
    }

    @Override
    Optional<String> secret() {
      return keyFile.map(PasswordFiles::read);
    }
  }
}
