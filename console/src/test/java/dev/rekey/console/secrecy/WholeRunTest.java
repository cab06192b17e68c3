package dev.rekey.console.secrecy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.testing.PostgresServer;
import dev.rekey.activities.testing.SecretScan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Law 1 over a whole installation: enrolment, rotations that succeed, are forced, are withdrawn, or
 * meet a target that tells everything; then every place that could have kept a value is searched.
 */
@SuppressWarnings("NullAway.Init") // before each
class WholeRunTest {
  private static final String ENROLLED = "Enrolled+Pa55word/never?seen&again7Q";

  @TempDir Path folder;

  private final SecretScan scan = new SecretScan();
  private final List<String> answers = new ArrayList<>();
  private LogEar ear;
  private PostgresServer target;
  private HostileProxy proxy;
  private Hook hook;
  private Installed server;
  private Login rotator;
  private String erin = "";
  private int logged;

  @BeforeEach
  void start() throws IOException {
    ear = new LogEar();
    target = PostgresServer.start();
    target.sql(
        "CREATE ROLE orders",
        "CREATE ROLE stock",
        "CREATE ROLE orders_a LOGIN IN ROLE orders PASSWORD '" + ENROLLED + "'");
    rotator = target.rotator("rotator", "orders", "orders_a", "stock");
    flush(target, "setup");
    logged = target.log().length(); // what the test itself did stands before
    proxy = new HostileProxy(target.port());
    hook = new Hook();
    Files.createDirectory(folder.resolve("files"));
    Files.writeString(folder.resolve("orders.pw"), ENROLLED);
    Files.writeString(folder.resolve("rotator.pw"), rotator.value().reveal());
    server = new Installed(folder.resolve("data"), folder.resolve("files"));
  }

  @AfterEach
  void stop() {
    server.close();
    hook.close();
    proxy.close();
    target.close();
    ear.close();
  }

  @Test
  void no_value_shows_anywhere_in_whatever_dress() throws Exception {
    scan.plant("the enrolled password", ENROLLED);
    scan.plant("the rotator's password", rotator.value().reveal());
    scan.plant("the owner's token", server.runtime.ownerToken());
    erin = server.secretly(0, "principal", "add", "erin").lines().findFirst().orElseThrow();
    scan.plant("erin's token", erin);
    Files.writeString(folder.resolve("erin.token"), erin);
    add("orders/db", target.port(), "--user", "orders_a", "--password-file", file("orders.pw"));
    consumers();
    server.rekey(0, "rotate", "orders/db", "--timeout", "2m");
    server.ended("orders/db", "rotated");
    forced();
    withdrawn();
    hostile();
    List<String> misplaced = List.of(ENROLLED, rotator.value().reveal());
    answers.addAll(Questions.ask(server.runtime, misplaced));
    plantEveryVersion();
    assertThat(found()).isEmpty();
    assertThat(scan.size()).isGreaterThan(60);
  }

  /** A server's log is written beside it: waits for a line that comes after all others. */
  private static void flush(PostgresServer server, String what) {
    server.query("SELECT 'end of the " + what + "'");
    await().until(() -> server.log().contains("end of the " + what));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private void add(String name, int port, String... more) {
    List<String> words = new ArrayList<>(List.of("credential", "add", name));
    words.addAll(List.of("--endpoint", "127.0.0.1:" + port + "/postgres", "--drain", "0s"));
    words.addAll(List.of("--group", name.replace("/db", ""), "--owner", "erin"));
    words.addAll(List.of("--rotator", rotator.identity()));
    words.addAll(List.of("--rotator-password-file", file("rotator.pw")));
    words.addAll(List.of(more));
    server.rekey(0, words.toArray(String[]::new));
  }

  private void consumers() {
    String path = folder.resolve("files").resolve("orders.json").toString();
    server.rekey(0, consumer("orders-file", "--file", path));
    String[] said =
        server.secretly(0, consumer("orders-web", "--webhook", hook.url())).split("\n", -1);
    scan.plant("the webhook's token", said[0]);
    String key = said[1].startsWith("The ") ? said[2] : said[1];
    scan.plant("the signing key", key);
    hook.meet(server.runtime.url(), said[0], key);
  }

  private static String[] consumer(String name, String... more) {
    List<String> words = new ArrayList<>(List.of("consumer", "add", name));
    words.addAll(List.of("--credential", "orders/db", "--owner", "erin"));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private void forced() throws Exception {
    Login old = server.current("orders/db");
    try (Connection session = target.connect(old.identity(), old.value().reveal())) {
      assertThat(session.isValid(1)).isTrue();
      server.rekey(0, "rotate", "orders/db", "--no-wait");
      server.is("orders/db", "blocked");
      String wish =
          server
              .rekey(0, "force", "request", "orders/db", "--reason", "a zombie")
              .lines()
              .findFirst()
              .orElseThrow();
      server.rekey(1, "force", "approve", wish);
      String[] approval = {"force", "approve", wish, "--token-file", file("erin.token")};
      await().atMost(Duration.ofMinutes(1)).until(() -> server.took(approval));
      server.ended("orders/db", "rotated");
    }
  }

  private void withdrawn() throws Exception {
    Login old = server.current("orders/db");
    try (Connection session = target.connect(old.identity(), old.value().reveal())) {
      assertThat(session.isValid(1)).isTrue();
      server.rekey(0, "rotate", "orders/db", "--no-wait");
      server.is("orders/db", "blocked");
      server.rekey(0, "withdraw", "orders/db", "--reason", "wrong week");
      server.ended("orders/db", "withdrawn");
    }
  }

  /** The target quotes every password that it could know, in every field of its messages. */
  private void hostile() {
    add("stock/db", proxy.port());
    server.rekey(0, "rotate", "stock/db", "--timeout", "2m");
    server.ended("stock/db", "rotated");
    proxy.say(
        "password authentication failed for %s and %s"
            .formatted(server.current("stock/db").value().reveal(), rotator.value().reveal()));
    server.rekey(5, "rotate", "stock/db", "--dry-run");
    server.rekey(0, "rotate", "stock/db", "--no-wait");
    server.is("stock/db", "stuck");
    server.rekey(0, "withdraw", "stock/db", "--reason", "it is rude");
    proxy.say("");
    server.ended("stock/db", "withdrawn");
  }

  private void plantEveryVersion() {
    int versions = 0;
    for (String secret : List.of("orders/db", "stock/db")) {
      for (Login login : server.values(secret)) {
        scan.plant("version " + ++versions + " of " + secret, login.value().reveal());
      }
    }
    assertThat(versions).isGreaterThanOrEqualTo(7);
  }

  private List<String> found() throws IOException {
    List<String> found = new ArrayList<>();
    flush(target, "run");
    flush(server.ledger, "run");
    String log = target.log().substring(logged);
    assertThat(log).contains("ALTER ROLE");
    assertThat(server.rows()).containsKeys("table rekey.rotation", "table rekey.evidence_entry");
    assertThat(server.histories()).hasSizeGreaterThanOrEqualTo(5);
    assertThat(ear.heard()).contains("dev.rekey");
    found.addAll(scan.findings("the target's log", log));
    found.addAll(scan.findings("the ledger's log", server.ledger.log()));
    found.addAll(scan.findings("Rekey's own log", ear.heard()));
    found.addAll(scan.findings("what the webhook was told", hook.told()));
    found.addAll(scan.findings("an answer of the door", String.join("\n", answers)));
    for (Map<String, String> texts :
        List.of(server.rows(), server.histories(), server.said(), files())) {
      texts.forEach((where, text) -> found.addAll(scan.findings(where, text)));
    }
    return found;
  }

  /** What else lies in the data folder: Temporal's database and log, addresses. */
  private Map<String, String> files() throws IOException {
    Map<String, String> texts = new java.util.TreeMap<>();
    try (Stream<Path> files = Files.walk(server.data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("door.token")) {
          texts.put(
              "file " + file.getFileName(), Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return texts;
  }
}
