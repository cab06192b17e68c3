package dev.rekey.console.secrecy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.testing.PostgresServer;
import dev.rekey.activities.testing.SecretScan;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Law 1 for leaks that others report: the value comes in, and stays nowhere. */
@SuppressWarnings("NullAway.Init") // before each
class IntakeSecrecyTest {
  private static final String ENROLLED = "Enrolled+Pa55word/leaks?again&again8Z";
  private static final String STRANGER = "Stranger_Pa55word_whose_is_it_1X";
  private static final String SCANNED = "Scanned_Pa55word_of_nobody_known_5T";
  private static final String KEY = "Signing-key-of-the-siem-0123456789";
  private static final Pattern INCIDENT = Pattern.compile("INC-[0-9A-F]+");

  @TempDir Path folder;

  private final SecretScan scan = new SecretScan();
  private final Map<String, String> answers = new TreeMap<>();
  private LogEar ear;
  private PostgresServer target;
  private Installed server;

  @BeforeEach
  void enrol() throws Exception {
    ear = new LogEar();
    target = PostgresServer.start();
    target.sql(
        "CREATE ROLE orders",
        "CREATE ROLE orders_a LOGIN IN ROLE orders PASSWORD '" + ENROLLED + "'");
    Login rotator = target.rotator("rotator", "orders", "orders_a");
    Files.createDirectory(folder.resolve("files"));
    server = new Installed(folder.resolve("data"), folder.resolve("files"));
    List<String> words = new ArrayList<>(List.of("credential", "add", "orders/db"));
    words.addAll(List.of("--endpoint", "127.0.0.1:" + target.port() + "/postgres"));
    words.addAll(List.of("--drain", "0s", "--group", "orders", "--owner", "erin"));
    words.addAll(List.of("--user", "orders_a", "--rotator", rotator.identity()));
    words.addAll(List.of("--password-file", file("orders.pw", ENROLLED)));
    words.addAll(List.of("--rotator-password-file", file("rotator.pw", rotator.value().reveal())));
    server.rekey(0, words.toArray(String[]::new));
    server.rekey(0, "intake", "add", "siem", "--secret-file", file("siem.key", KEY));
  }

  @AfterEach
  void stop() {
    server.close();
    target.close();
    ear.close();
  }

  @Test
  void a_value_that_leaked_is_in_no_log_no_row_no_history_and_no_answer() throws Exception {
    scan.plant("the leaked value of orders/db", ENROLLED);
    scan.plant("a value of nobody", STRANGER);
    scan.plant("a value in a report", SCANNED);
    scan.plant("the key of the source", KEY);
    post(202, "m1", "postgres://orders_a:" + ENROLLED + "@db/orders");
    post(202, "m1", "postgres://orders_a:" + ENROLLED + "@db/orders");
    post(202, "m2", STRANGER);
    post(401, "forged", STRANGER);
    server.rekey(0, "scan", "import", file("leaks.json", report()));
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> server.rekey(0, "credential", "show", "orders/db").contains("orders_b"));
    Set<String> incidents = incidents();
    assertThat(incidents).as("one that is enrolled, one orphan").hasSize(2);
    await().atMost(Duration.ofMinutes(2)).until(() -> recovered(incidents));
    assertThat(server.rekey(0, "status")).contains("1 message had no good signature");
    Map<String, String> places = places(incidents);
    assertThat(places.toString()).contains(fingerprint());
    List<String> found = new ArrayList<>();
    places.forEach((where, text) -> found.addAll(scan.findings(where, text)));
    assertThat(found).isEmpty();
  }

  /** What stands in place of the value: the search looks where the message went. */
  private String fingerprint() {
    return server
        .runtime
        .foundation()
        .store()
        .fingerprinter()
        .of(SecretValue.of(STRANGER))
        .toString();
  }

  private Map<String, String> places(Set<String> incidents) {
    Map<String, String> places = new TreeMap<>(answers);
    places.putAll(server.rows());
    places.putAll(server.said());
    places.put("the log of the door and the rest", ear.heard());
    for (String incident : incidents) {
      places.put(
          "history of " + incident,
          server.runtime.client().fetchHistory("incident/" + incident).toJson(false));
    }
    assertThat(places).containsKeys("table rekey.incident_signal", "table rekey.evidence_entry");
    assertThat(ear.heard()).contains("dev.rekey");
    return places;
  }

  private boolean recovered(Set<String> incidents) {
    return incidents.stream()
        .anyMatch(one -> server.rekey(0, "incident", "show", one).contains("recover"));
  }

  private Set<String> incidents() {
    Set<String> names = new TreeSet<>();
    INCIDENT
        .matcher(server.rekey(0, "incident", "list"))
        .results()
        .forEach(one -> names.add(one.group()));
    return names;
  }

  private String file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static String report() {
    return """
    [{"RuleID": "generic", "File": "a.env", "StartLine": 1, "Secret": "%s", "Match": "pw=%s"},
     {"RuleID": "generic", "File": "b.env", "StartLine": 2, "Secret": "%s", "Match": "pw=%s"}]\
    """
        .formatted(ENROLLED, ENROLLED, SCANNED, SCANNED);
  }

  private void post(int status, String id, String value) throws Exception {
    String body = "{\"finding\": \"seen\", \"credentials\": [{\"value\": \"" + value + "\"}]}";
    String time = Long.toString(Instant.now().getEpochSecond());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(bytes(status == 401 ? "another" : KEY), "HmacSHA256"));
    String signature =
        Base64.getEncoder().encodeToString(mac.doFinal(bytes(id + "." + time + "." + body)));
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(server.runtime.url() + "/v1/intake/siem"))
                  .header("webhook-id", id)
                  .header("webhook-timestamp", time)
                  .header("webhook-signature", "v1," + signature)
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      answers.merge("answers of the door", answer.headers().map() + answer.body(), String::concat);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
