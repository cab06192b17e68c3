package dev.rekey.console.cli;

import dev.rekey.console.api.CertificateQuestion;
import dev.rekey.console.api.CertificatesFound;
import dev.rekey.console.api.Discovered;
import dev.rekey.model.inventory.CertificateFlaw;
import dev.rekey.model.inventory.FoundCertificate;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rekey credential discover}. */
@Command(
    name = "discover",
    description = {
      "Lists what is in the secret store, and whether it is under Rekey's care.",
      "With --endpoint, --endpoint-file, --issued-by or --certificate-file: which certificates are"
          + " there,",
      "and what people should know of them. Nothing is changed anywhere."
    })
final class DiscoverCommand extends ClientCommand {
  private static final int BRIEF = 12;

  @Option(names = "--limit", paramLabel = "N", description = "At most how many secrets (1000).")
  int limit = 1_000;

  @Option(names = "--new", description = "Only what is not under Rekey's care.")
  boolean fresh;

  @Option(
      names = "--endpoint",
      paramLabel = "HOST:PORT",
      description = "Look at what is served there; may be repeated. HOST:PORT=NAME asks for NAME.")
  List<String> endpoints = new ArrayList<>();

  @Option(
      names = "--endpoint-file",
      paramLabel = "FILE",
      description = "The same, one a line; - is standard input. Lines with # are left out.")
  @Nullable String endpointFile;

  @Option(
      names = "--issued-by",
      paramLabel = "AUTHORITY",
      description = "What this authority lists; may be repeated.")
  List<String> authorities = new ArrayList<>();

  @Option(
      names = "--certificate-file",
      paramLabel = "FILE",
      description =
          "Certificates in PEM, such as those of a transparency log; - is standard input.")
  @Nullable String certificateFile;

  @Override
  ExitCode run() {
    CertificateQuestion question = question();
    if (!question.endpoints().isEmpty()
        || !question.authorities().isEmpty()
        || question.pem().isPresent()) {
      return certificates(question);
    }
    Map<String, String> query = Map.of("limit", Integer.toString(limit));
    List<Discovered> found =
        options.door().list("/v1/stored-secrets", query, Discovered.class).stream()
            .filter(secret -> !fresh || !secret.enrolled())
            .toList();
    print(found, out -> table(found, out));
    return ExitCode.DONE;
  }

  private CertificateQuestion question() {
    Stream<String> listed =
        endpointFile == null
            ? Stream.of()
            : GivenText.read("list of endpoints", endpointFile)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"));
    return new CertificateQuestion(
        Stream.concat(endpoints.stream(), listed).toList(),
        authorities,
        Optional.ofNullable(certificateFile)
            .map(file -> GivenText.read("file of certificates", file)));
  }

  private ExitCode certificates(CertificateQuestion question) {
    CertificatesFound all =
        options
            .door()
            .post("/v1/certificates/searches", Map.of(), question, CertificatesFound.class);
    List<FoundCertificate> shown =
        all.certificates().stream()
            .filter(one -> !fresh || one.flaws().contains(CertificateFlaw.UNKNOWN_CERTIFICATE))
            .toList();
    CertificatesFound found = new CertificatesFound(shown, all.silent(), all.more());
    print(found, out -> table(found, out));
    return ExitCode.DONE;
  }

  private static void table(CertificatesFound found, PrintWriter out) {
    Table table = new Table("NAMES", "ENDS", "CREDENTIAL", "WHERE", "KEY", "WHAT TO KNOW");
    for (FoundCertificate one : found.certificates()) {
      table.row(
          String.join(",", one.names()),
          Say.time(one.until()),
          one.credential().map(secret -> secret.value()).orElse("-"),
          String.join("; ", one.where()),
          one.key().substring(0, BRIEF),
          one.flaws().stream().map(CertificateFlaw::words).collect(Collectors.joining("; ")));
    }
    table.print(out, "No certificate is there.");
    found.silent().forEach(out::println);
    if (found.more()) {
      out.println("There are more than are listed here; ask for less at once.");
    }
  }

  private static void table(List<Discovered> found, PrintWriter out) {
    Table table = new Table("NAME", "ENROLLED", "OWNER", "TIER", "CHANGED", "MANAGED BY");
    for (Discovered secret : found) {
      table.row(
          secret.secret().value(),
          secret.enrolled() ? "yes" : "no",
          secret.tags().getOrDefault("owner", "-"),
          secret.tags().getOrDefault("tier", "-"),
          secret.changed().map(Say::time).orElse("-"),
          secret.managedBy().orElse("-"));
    }
    table.print(out, "The store lists nothing else; the embedded one holds only Rekey's own.");
  }
}
