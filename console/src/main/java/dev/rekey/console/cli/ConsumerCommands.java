package dev.rekey.console.cli;

import dev.rekey.console.api.ConsumerRegistered;
import dev.rekey.console.api.ConsumerRegistration;
import dev.rekey.console.api.ConsumerView;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.rollover.TrustBundle;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekey consumer ...}: which workloads use a credential. */
@Command(
    name = "consumer",
    description = "Which workloads use a credential.",
    subcommands = {ConsumerCommands.Add.class, ConsumerCommands.All.class, RemoveConsumer.class})
final class ConsumerCommands {

  /** {@code rekey consumer add}. */
  @Command(
      name = "add",
      description =
          "Registers a workload: one that pulls, or gets a file, a webhook call, or an import.")
  static final class Add extends ClientCommand {
    @Parameters(paramLabel = "NAME", description = "A name that no other consumer has.")
    String name = "";

    @Option(names = "--credential", paramLabel = "NAME", description = "The credential it uses.")
    @Nullable String credential;

    @Option(
        names = "--trust-of",
        paramLabel = "NAME",
        description = "In place of it: the authority whose roots it believes.")
    @Nullable String trust;

    @Option(
        names = "--owner",
        required = true,
        paramLabel = "PERSON",
        description = "Who answers for it.")
    String owner = "";

    @Mixin PushOptions push = new PushOptions();

    @Option(names = "--dry-run", description = "Only check; change nothing.")
    boolean dryRun;

    @Override
    ExitCode run() {
      ConsumerRegistered registered = registered(new ConsumerRegistration(consumer()));
      String done =
          name + (dryRun ? " can be registered; nothing was changed." : " is registered.");
      print(registered, out -> out.println(registered.token().orElse(done)));
      if (!options.json) {
        registered.signingKey().ifPresent(this::tellSigningKey);
      }
      if (registered.token().isPresent()) {
        tell("The token of " + name + " is shown this once; give it to the workload alone.");
      }
      return ExitCode.DONE;
    }

    private ConsumerRegistered registered(ConsumerRegistration order) {
      DoorClient door = options.door();
      Map<String, String> query = Enrolments.query(dryRun);
      try {
        return new Known(door)
            .helping(
                secret().value(),
                () -> door.post("/v1/consumers", query, order, ConsumerRegistered.class));
      } catch (CommandFailure failure) {
        throw dryRun ? Enrolments.wouldFail(failure) : failure;
      }
    }

    private void tellSigningKey(String key) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(key);
      out.flush();
      tell(
          push.webhook == null
              ? "The second line is what opens its key store, and stays the same."
              : "The second line is the key that its messages are signed with (HMAC-SHA-256).");
    }

    private SecretId secret() {
      if ((credential == null) == (trust == null)) {
        throw CommandFailure.usage(
            "A consumer has either a --credential or is one with --trust-of");
      }
      return credential == null ? roots(String.valueOf(trust)) : Known.secret(credential);
    }

    private Consumer consumer() {
      return push.consumer(id(name), secret(), owner);
    }
  }

  private static SecretId roots(String authority) {
    if (!TlsCertificate.isAuthorityName(authority)) {
      throw CommandFailure.usage(TlsCertificate.AUTHORITY_NAMES);
    }
    return TrustBundle.of(authority);
  }

  static ConsumerId id(String name) {
    try {
      return new ConsumerId(name);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  /** {@code rekey consumer list}. */
  @Command(name = "list", description = "Lists the consumers, and what each acknowledged last.")
  static final class All extends ClientCommand {
    @Option(names = "--credential", paramLabel = "NAME", description = "Only those of this one.")
    @Nullable String credential;

    @Option(
        names = "--trust-of",
        paramLabel = "NAME",
        description = "Only those who believe the roots of this authority.")
    @Nullable String trust;

    @Override
    ExitCode run() {
      DoorClient door = options.door();
      String wanted = trust == null ? credential : roots(trust).value();
      List<ConsumerView> views =
          wanted == null ? all(door) : new Known(door).helping(wanted, () -> of(wanted, door));
      Table table = new Table("NAME", "KIND", "CREDENTIAL", "OWNER", "ACKNOWLEDGED");
      views.forEach(view -> table.row(cells(view)));
      print(views, out -> table.print(out, "No consumers."));
      return ExitCode.DONE;
    }

    private static List<ConsumerView> all(DoorClient door) {
      return new Known(door)
          .all().stream()
              .filter(view -> !view.consumers().isEmpty())
              .map(view -> view.record().credential().secret().value())
              .flatMap(secret -> of(secret, door).stream())
              .toList();
    }

    private static List<ConsumerView> of(String secret, DoorClient door) {
      return door.list("/v1/consumers", Map.of("secret", secret), ConsumerView.class);
    }

    private static String[] cells(ConsumerView view) {
      Consumer consumer = view.consumer();
      String kind =
          switch (consumer) {
            case Consumer.Pull pull -> "pull";
            case Consumer.FilePush file -> "file " + file.path();
            case Consumer.Webhook hook -> "webhook " + hook.url();
            case Consumer.AcmImport imported -> "acm " + imported.certificate();
            case Consumer.KubernetesSecret cluster -> "kubernetes-secret " + cluster.place();
          };
      return new String[] {
        consumer.id().value(),
        kind,
        consumer.secret().value(),
        consumer.owner(),
        Say.orDash(view.acknowledged().map(Say::brief))
      };
    }
  }
}
