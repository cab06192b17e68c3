package dev.rekey.console.embedded.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.console.Rekey;
import dev.rekey.workflows.worker.Wire;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole exercise, in a JVM that is told everything of production and is watched. */
class NothingRealTest {
  private static final String SCENARIO = "leaked-iam-key";

  /** It finds out as whom it runs, and on which Linux, before it runs. */
  private static final Pattern OWN_DATABASE =
      Pattern.compile(
          "(unshare -U )?(id -un?|\\S+/postgresql/bin/(initdb|pg_ctl) .*)"
              + "|sh \\S+/detect_linux_distribution_\\d+\\.sh");

  private static final String PLANTED = "planted-production-value-7f3a";

  @TempDir static Path folder;
  @TempDir static Path other;

  private static Decoy production;
  private static WatchedJvm exercise;

  @BeforeAll
  static void play_it() throws Exception {
    production = new Decoy();
    Files.writeString(folder.resolve("token"), PLANTED);
    exercise =
        WatchedJvm.run(
            folder,
            environment(),
            properties(),
            List.of(
                Rekey.class.getName(),
                "exercise",
                "run",
                SCENARIO,
                "--json",
                "--reports",
                folder.resolve("reports").toString()));
  }

  @AfterAll
  static void close() throws IOException {
    production.close();
  }

  /** What a production worker, its functions and a user's command line are told. */
  private static Map<String, String> environment() {
    String address = production.address();
    Map<String, String> all = new HashMap<>();
    Stream.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "REKEY_TOKEN")
        .forEach(name -> all.put(name, PLANTED));
    Stream.of("REKEY_LEDGER_PASSWORD", "TEMPORAL_API_KEY", "VAULT_TOKEN", "PGPASSWORD")
        .forEach(name -> all.put(name, PLANTED));
    Stream.of("AWS_ENDPOINT_URL", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "REKEY_URL", "VAULT_ADDR")
        .forEach(name -> all.put(name, "http://" + address));
    Stream.of("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY")
        .forEach(name -> all.put(name, "http://" + address));
    all.put("REKEY_LEDGER", "jdbc:postgresql://" + address + "/rekey");
    all.put("REKEY_LEDGER_USER", "production");
    all.put("REKEY_TOKEN_FILE", folder.resolve("token").toString());
    all.put("REKEY_DATA", folder.resolve("production").toString());
    all.put("REKEY_STORE", "aws");
    all.put("REKEY_KMS_KEY", "alias/production");
    all.put("REKEY_FUNCTIONS", "lambda");
    all.put("REKEY_ORGANIZATION_ROLE", "arn:aws:iam::111122223333:role/organization");
    all.put("REKEY_RESPONDER_ROLES", "arn:aws:iam::111122223333:role/responder");
    all.put("REKEY_EVIDENCE_KMS_KEY", "alias/evidence");
    all.put("REKEY_EVIDENCE_MIRRORS", "s3://production-evidence");
    all.put("TEMPORAL_ADDRESS", address);
    all.put("TEMPORAL_NAMESPACE", "production");
    all.put("PGHOST", "127.0.0.1");
    all.put("PGPORT", Integer.toString(production.port()));
    all.put("AWS_REGION", "eu-central-1");
    all.put("PATH", System.getenv("PATH"));
    return all;
  }

  private static List<String> properties() {
    return List.of(
        "-Daws.accessKeyId=" + PLANTED,
        "-Daws.secretAccessKey=" + PLANTED,
        "-Daws.region=eu-central-1",
        "-Daws.endpointUrl=http://" + production.address(),
        "-Dhttp.proxyHost=127.0.0.1",
        "-Dhttp.proxyPort=" + production.port(),
        "-Dhttps.proxyHost=127.0.0.1",
        "-Dhttps.proxyPort=" + production.port(),
        "-Dspring.datasource.url=jdbc:postgresql://" + production.address() + "/rekey");
  }

  @Test
  void it_connects_to_nothing_but_its_own_ledger_and_its_own_temporal_server() {
    List<String> connections = exercise.seen("connect");
    assertThat(connections).allMatch(to -> to.matches("(127\\.0\\.0\\.1|0:0:0:0:0:0:0:1):\\d+"));
    assertThat(connections.stream().map(to -> to.replaceFirst(".*:", "")).distinct())
        .as("one port is the ledger's, the other one Temporal's")
        .hasSize(2)
        .doesNotContain(Integer.toString(production.port()));
    assertThat(production.visits()).isZero();
  }

  @Test
  void it_sends_no_datagram_and_asks_for_no_name_but_its_own_machines() throws Exception {
    String here = InetAddress.getLocalHost().getHostName();
    assertThat(exercise.seen("datagram")).isEmpty();
    assertThat(exercise.seen("name"))
        .isSubsetOf("127.0.0.1", "localhost", "0.0.0.0", "::1", "::", "null", here);
  }

  @Test
  void it_starts_no_program_but_the_database_of_its_own() {
    assertThat(exercise.seen("program")).isNotEmpty().allMatch(OWN_DATABASE.asMatchPredicate());
  }

  @Test
  void what_production_is_told_changes_nothing_of_it() {
    Baseline.Line line = Baseline.committed().line(SCENARIO);
    assertThat(exercise.exit()).as(exercise.said()).isZero();
    assertThat(exercise.said()).containsPattern("\"score\" ?: ?" + line.score());
    assertThat(folder.resolve("production")).doesNotExist();
  }

  @Test
  void it_ends_with_one_object_that_has_what_programs_ask_for() throws IOException {
    String last = exercise.said().lines().filter(line -> line.startsWith("{")).toList().getLast();
    JsonNode object = Wire.mapper().readTree(last);
    assertThat(object.fieldNames())
        .toIterable()
        .contains("scenario", "score", "grade", "ttd_s", "ttn_s", "ttc_s", "ttr_s", "report");
    assertThat(object.path("scenario").asText()).isEqualTo(SCENARIO);
    assertThat(object.path("grade").asText()).isEqualTo("P");
    assertThat(List.of("score", "ttn_s", "ttc_s", "ttr_s"))
        .allMatch(name -> object.path(name).isNumber());
    assertThat(Path.of(object.path("report").asText())).isRegularFile();
  }

  @Test
  void nothing_that_production_is_told_is_in_what_it_prints_or_writes() throws IOException {
    assertThat(exercise.said()).doesNotContain(PLANTED);
    try (Stream<Path> files = Files.walk(folder.resolve("reports"))) {
      List<Path> written = files.filter(Files::isRegularFile).toList();
      assertThat(written).isNotEmpty();
      for (Path file : written) {
        assertThat(Files.readString(file)).doesNotContain(PLANTED, production.address());
      }
    }
  }

  @Test
  void whoever_does_go_out_is_seen() throws Exception {
    WatchedJvm seen;
    Decoy somewhere = new Decoy();
    try (somewhere) {
      seen =
          WatchedJvm.run(
              other,
              Map.of(),
              List.of(),
              List.of(GoingOut.class.getName(), Integer.toString(somewhere.port())));
    }
    String there = somewhere.address();
    assertThat(seen.exit()).as(seen.said()).isZero();
    assertThat(seen.seen())
        .as("a socket's and a channel's")
        .filteredOn(("connect " + there)::equals)
        .hasSize(2);
    assertThat(seen.seen("datagram")).singleElement().asString().endsWith(there);
    assertThat(seen.seen("name")).contains("production.invalid");
    assertThat(seen.seen("program")).containsExactly("/bin/true");
    assertThat(somewhere.visits()).isPositive();
  }

  /** What an exercise must not do, in each way that there is. */
  static final class GoingOut {
    private GoingOut() {}

    public static void main(String[] arguments) throws Exception {
      InetSocketAddress there =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
      try (Socket socket = new Socket()) {
        socket.connect(there);
      }
      try (SocketChannel channel = SocketChannel.open(there)) {
        channel.finishConnect();
      }
      try (DatagramSocket socket = new DatagramSocket()) {
        socket.send(new DatagramPacket(new byte[1], 1, there));
      }
      try {
        System.exit(InetAddress.getAllByName("production.invalid").length);
      } catch (UnknownHostException expected) {
        System.exit(new ProcessBuilder("/bin/true").start().waitFor());
      }
    }
  }
}
