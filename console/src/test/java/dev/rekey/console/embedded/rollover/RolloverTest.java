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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One authority in the place of another, with real servers and handshakes, by the command line. */
class RolloverTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path folder;

  private EmbeddedRuntime rekey;
  private DeliveredServer web;
  private DeliveredServer shop;

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

  @Test
  void two_certificates_move_to_the_new_authority_while_every_handshake_is_believed()
      throws IOException {
    String before = web.serial();
    assertThat(roots()).containsExactly(subject("old"));
    type("authority rollover start old --to new --reason it-ends");
    awaitState("asking");
    assertThat(web.serial()).isNotEqualTo(before);
    assertThat(issuer("web")).contains("CN=new");
    assertThat(issuer("shop")).contains("CN=new");
    assertThat(roots()).containsExactlyInAnyOrder(subject("old"), subject("new"));
    assertThat(refused("authority rollover approve old remove-old-trust --reason mine"))
        .contains("second person");
    assertThat(refused("authority rollover withdraw old --reason late"))
        .contains("only goes forward");

    asBob("authority rollover approve old remove-old-trust --reason nobody-needs-it");
    awaitState("done");
    assertThat(roots()).containsExactly(subject("new"));
    assertThat(type("authority rollover status old").out())
        .contains("everybody believes both authorities")
        .contains("nobody presents a certificate of the old authority")
        .contains("bob: agreed that the old authority is believed no more");
    rotate("web");
    assertThat(issuer("web")).contains("CN=new");
  }

  @Test
  void a_compromised_authority_stops_first_and_what_rekey_depends_on_is_replaced_first()
      throws IOException {
    type(
        "authority rollover start old --to new --reason taken-over --compromised --first shop/tls");
    awaitStatus("approve old stop-issuance");
    asBob("authority rollover approve old stop-issuance --reason seen-on-its-host");
    assertThat(refused("authority rollover withdraw old --reason a-mistake"))
        .contains("never gone back to");
    awaitStatus("approve old remove-old-trust");
    assertThat(issuer("web")).contains("CN=new");
    assertThat(issuer("shop")).contains("CN=new");
    asBob("authority rollover approve old remove-old-trust --reason nobody-needs-it");
    awaitState("done");
    assertThat(roots()).containsExactly(subject("new"));
    assertThat(type("authority rollover status old").out())
        .containsSubsequence(
            "nobody certifies anything by this name any more",
            "everybody believes both authorities",
            "shop/tls was re-issued",
            "web/tls was re-issued",
            "nobody presents a certificate of the old authority",
            "the old authority is a root");
  }

  private void awaitStatus(String text) {
    await()
        .atMost(PATIENCE)
        .until(() -> type("authority rollover status old").out(), out -> out.contains(text));
  }

  private void certificate(String name, DeliveredServer server) {
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

  private void rotate(String name) {
    type("rotate " + name + "/tls --no-wait");
    RotationOutcome outcome =
        rekey
            .client()
            .newUntypedWorkflowStub(RotationWorkflow.id(name + "/tls"))
            .getResult(RotationOutcome.class);
    assertThat(outcome).isInstanceOf(RotationOutcome.Rotated.class);
  }

  private void awaitState(String state) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> type("authority rollover status old").out(),
            out -> out.lines().findFirst().orElse("").endsWith(", " + state));
  }

  private List<String> roots() throws IOException {
    return CertificateChain.read(Files.readString(folder.resolve("served/roots.pem"))).stream()
        .map(root -> root.getSubjectX500Principal().getName())
        .toList();
  }

  private static String subject(String authority) {
    return "CN=" + authority + ",O=Rekey\\, not for production";
  }

  private String issuer(String name) throws IOException {
    String pem = Files.readString(folder.resolve("served/" + name + ".tls/tls.pem"));
    return CertificateChain.of(pem).leaf().getIssuerX500Principal().getName();
  }

  private Typed type(String words) {
    Typed typed = typed(words);
    assertThat(typed.exit()).as(words + typed.out() + typed.err()).isZero();
    return typed;
  }

  private String refused(String words) {
    Typed typed = typed(words);
    assertThat(typed.exit()).as(words).isNotZero();
    return typed.err();
  }

  private Typed typed(String words) {
    List<String> all = new ArrayList<>(List.of(words.split(" ")));
    all.addAll(List.of("--data", folder.resolve("data").toString()));
    return Typed.typed(all.toArray(String[]::new));
  }

  private void asBob(String words) {
    List<String> all = new ArrayList<>(List.of(words.split(" ")));
    all.addAll(
        List.of("--url", rekey.url().toString(), "--token-file", folder.resolve("bob").toString()));
    Typed typed = Typed.typed(all.toArray(String[]::new));
    assertThat(typed.exit()).as(words + typed.out() + typed.err()).isZero();
  }

  private void letIn(String person) throws IOException {
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
