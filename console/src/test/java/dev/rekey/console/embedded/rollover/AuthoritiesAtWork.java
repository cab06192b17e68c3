package dev.rekey.console.embedded.rollover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.console.cli.Typed;
import dev.rekey.console.door.access.Tokens;
import dev.rekey.console.embedded.EmbeddedRuntime;
import dev.rekey.console.embedded.ServerMain;
import dev.rekey.console.embedded.ServerSettings;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.workflows.rotation.RotationWorkflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A runtime with two authorities of Rekey's own, two certificates of the first, each served for
 * real, and one of the servers letting in only whom it believes.
 */
abstract class AuthoritiesAtWork {
  static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path folder;

  EmbeddedRuntime rekey;
  DeliveredServer web;
  DeliveredServer shop;

  @BeforeEach
  void start() throws IOException {
    Path served = Files.createDirectories(folder.resolve("served"));
    rekey =
        EmbeddedRuntime.start(
            new ServerSettings(
                folder.resolve("data"),
                0,
                true,
                Optional.empty(),
                List.of(served),
                List.of(),
                false),
            ServerMain.EQUIPMENT,
            Map.of());
    letIn("bob");
    web = new DeliveredServer(served.resolve("web.tls/tls.pem"), Optional.empty());
    shop =
        new DeliveredServer(
            served.resolve("shop.tls/tls.pem"), Optional.of(served.resolve("roots.pem")));
    type("authority add old --kind own");
    type("authority add new --kind own");
    type("consumer add believer --trust-of old --owner erin --file " + served + "/roots.pem");
    certificate("web", web);
    certificate("shop", shop);
    type("authority truster add old " + shop.endpoint());
  }

  @AfterEach
  void stop() throws IOException {
    web.close();
    shop.close();
    rekey.close();
  }

  void awaitStatus(String text) {
    await()
        .atMost(PATIENCE)
        .until(() -> type("authority rollover status old").out(), out -> out.contains(text));
  }

  void certificate(String name, DeliveredServer server) {
    type(
        "credential add-tls-certificate "
            + name
            + "/tls --authority old --for www.example.org --owner erin --drain 0s --endpoint "
            + server.endpoint());
    type(
        "consumer add "
            + name
            + " --credential "
            + name
            + "/tls --owner erin --file "
            + folder.resolve("served")
            + "/"
            + name
            + ".tls");
    rotate(name);
  }

  void rotate(String name) {
    type("rotate " + name + "/tls --no-wait");
    RotationOutcome outcome =
        rekey
            .client()
            .newUntypedWorkflowStub(RotationWorkflow.id(name + "/tls"))
            .getResult(RotationOutcome.class);
    assertThat(outcome).isInstanceOf(RotationOutcome.Rotated.class);
  }

  void awaitState(String state) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> type("authority rollover status old").out(),
            out -> out.lines().findFirst().orElse("").endsWith(", " + state));
  }

  List<String> roots() throws IOException {
    return CertificateChain.read(Files.readString(folder.resolve("served/roots.pem"))).stream()
        .map(root -> root.getSubjectX500Principal().getName())
        .toList();
  }

  static String subject(String authority) {
    return "CN=" + authority + ",O=Rekey\\, not for production";
  }

  String issuer(String name) throws IOException {
    String pem = Files.readString(folder.resolve("served/" + name + ".tls/tls.pem"));
    return CertificateChain.of(pem).leaf().getIssuerX500Principal().getName();
  }

  Typed type(String words) {
    Typed typed = typed(words);
    assertThat(typed.exit()).as(words + typed.out() + typed.err()).isZero();
    return typed;
  }

  String refused(String words) {
    Typed typed = typed(words);
    assertThat(typed.exit()).as(words).isNotZero();
    return typed.err();
  }

  Typed typed(String words) {
    List<String> all = new ArrayList<>(List.of(words.split(" ")));
    all.addAll(List.of("--data", folder.resolve("data").toString()));
    return Typed.typed(all.toArray(String[]::new));
  }

  void asBob(String words) {
    Typed typed = typedByBob(words);
    assertThat(typed.exit()).as(words + typed.out() + typed.err()).isZero();
  }

  Typed typedByBob(String words) {
    List<String> all = new ArrayList<>(List.of(words.split(" ")));
    all.addAll(
        List.of("--url", rekey.url().toString(), "--token-file", folder.resolve("bob").toString()));
    return Typed.typed(all.toArray(String[]::new));
  }

  void letIn(String person) throws IOException {
    String token = Tokens.fresh();
    Files.writeString(folder.resolve(person), token);
    rekey
        .foundation()
        .ledger()
        .change(
            """
            INSERT INTO rekey.principal
              (name, kind, token_sha256, created_at, introduced_at, counts_since)
            VALUES (?, 'PERSON', ?, ?, ?, ?)\
            """,
            person,
            Tokens.hash(token),
            Instant.EPOCH,
            Instant.EPOCH,
            Instant.EPOCH);
  }
}
