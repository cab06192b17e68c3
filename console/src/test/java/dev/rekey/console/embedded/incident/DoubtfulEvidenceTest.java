package dev.rekey.console.embedded.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rekey.console.Rekey;
import dev.rekey.console.cli.Cli;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S20: somebody else may have written evidence; nothing is taken out, and everybody is told. */
@SuppressWarnings("NullAway.Init") // before each
class DoubtfulEvidenceTest {
  @TempDir Path folder;

  @AutoClose private ResponderAtWork work;
  private int bundles;

  @BeforeEach
  void start() {
    work = new ResponderAtWork(folder, Map.of());
    work.enrol("orders/db", "--group", "orders");
  }

  @Test
  void a_stretch_is_marked_and_ends_the_log_is_looked_at_and_all_of_it_verifies_with_the_doubt() {
    String incident = work.declare("orders/db");
    work.awaitShown(incident, "prove: ");
    work.act(incident, "suspect-evidence", "--at", "2026-01-01T00:00:00Z", "--about", "key");
    work.awaitShown(incident, "proven to be cut off");
    assertThat(work.awaitShown(incident, "the evidence log and its key are what others know"))
        .contains("the evidence is in doubt since 2026-01-01T00:00:00Z, and the key that signs it")
        .contains("of the evidence log, not to be believed: entries 0 to")
        .contains("No witness vouches for the log");
    String status = work.server.tried("evidence", "status");
    assertThat(status).contains("doubt      entries 0 to", "NOT TO BE BELIEVED", incident);
    assertThat(work.server.rekey(0, "incident", "report", incident)).contains("not to be believed");
    awaitDoubt(this::bundle, key(status));
    awaitDoubt(this::mirror, key(status));
  }

  /** What was said last is signed and mirrored a moment later. */
  private static void awaitDoubt(Supplier<String> place, String key) {
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () ->
                assertThat(verified(place.get(), key))
                    .contains(
                        "VERIFIED", "DOUBT      entries 0 to", "They may have had the key too"));
  }

  /** Without any server. */
  private static String verified(String place, String key) {
    StringWriter output = new StringWriter();
    Cli.of(new Rekey())
        .setOut(new PrintWriter(output))
        .execute("evidence", "verify", place, "--key", key);
    return output.toString();
  }

  private static String key(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith("key "))
        .map(line -> line.substring("key ".length()).strip())
        .findFirst()
        .orElseThrow();
  }

  private String bundle() {
    String bundle = folder.resolve("bundle" + ++bundles).toString();
    work.server.rekey(0, "evidence", "export", "--credential", "orders/db", "--out", bundle);
    return bundle;
  }

  private String mirror() {
    return folder.resolve("data").resolve("evidence").toString();
  }
}
