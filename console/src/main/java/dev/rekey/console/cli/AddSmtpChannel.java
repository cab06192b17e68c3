package dev.rekey.console.cli;

import dev.rekey.model.notice.Channel;
import dev.rekey.model.notice.ChannelName;
import dev.rekey.model.notice.Mailbox;
import dev.rekey.model.notice.SmtpSecurity;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rekey channel add smtp}. */
@Command(name = "smtp", description = "Mail, one message for each mailbox; over TLS.")
final class AddSmtpChannel extends AddChannel.Kind {
  @Option(names = "--host", required = true, paramLabel = "NAME", description = "The server.")
  String host = "";

  @Option(
      names = "--port",
      paramLabel = "NUMBER",
      description = "Default: 587, 465 with --security tls.")
  Optional<Integer> port = Optional.empty();

  @Option(
      names = "--security",
      defaultValue = "starttls",
      paramLabel = "HOW",
      description = "starttls, tls, or none for a server on this machine; default: starttls.")
  SmtpSecurity security = SmtpSecurity.STARTTLS;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "ADDRESS",
      description = "The sender's address.")
  String from = "";

  @Option(names = "--user", paramLabel = "NAME", description = "Who logs in at the server.")
  Optional<String> user = Optional.empty();

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "With --user: holds the password; - for standard input.")
  Optional<String> passwordFile = Optional.empty();

  @Option(
      names = "--to",
      required = true,
      split = ",",
      paramLabel = "PERSON=ADDRESS",
      description = "Who reads mail where, by their names at the door.")
  List<String> to = List.of();

  @Override
  Channel channel(ChannelName name) {
    int usual = security == SmtpSecurity.TLS ? 465 : 587;
    return new Channel.Smtp(
        name,
        host,
        port.orElse(usual),
        security,
        from,
        user,
        to.stream().map(AddSmtpChannel::mailbox).toList());
  }

  private static Mailbox mailbox(String given) {
    int end = given.indexOf('=');
    try {
      return new Mailbox(given.substring(0, Math.max(0, end)), given.substring(end + 1));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--to " + given + ": " + e.getMessage());
    }
  }

  @Override
  Optional<String> secret() {
    if (user.isPresent() != passwordFile.isPresent()) {
      throw CommandFailure.usage("--user and --password-file come together, or not at all");
    }
    return passwordFile.map(PasswordFiles::read);
  }
}
