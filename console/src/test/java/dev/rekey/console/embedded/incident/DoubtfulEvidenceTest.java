package dev.rekey.console.embedded.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.console.Rekey;
import dev.rekey.console.cli.Cli;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S20: somebody else may have written evidence; nothing is taken out, and everybody is told. */
@SuppressWarnings("NullAway.Init") // before each
class DoubtfulEvidenceTest {
  @TempDir Path folder;

  @AutoClose private ResponderAtWork work;

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
    assertThat(work.awaitShown(incident, "proven to be cut off"))
        .contains("the evidence is in doubt since 2026-01-01T00:00:00Z, and the key that signs it")
        .contains("of the evidence log, not to be believed: entries 0 to")
        .contains("No witness vouches for the log")
        .contains("the evidence log and its key are what others know");
    String status = work.server.tried("evidence", "status");
    assertThat(status).contains("doubt      entries 0 to", "NOT TO BE BELIEVED", incident);
    assertThat(work.server.rekey(0, "incident", "report", incident)).contains("not to be believed");
    for (String place : new String[] {bundle(), mirror()}) {
      assertThat(verified(place, key(status)))
          .contains("VERIFIED", "DOUBT      entries 0 to", "They may have had the key too");
    }
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
    String bundle = folder.resolve("bundle").toString();
    work.server.rekey(0, "evidence", "export", "--credential", "orders/db", "--out", bundle);
    return bundle;
  }

  private String mirror() {
    return folder.resolve("data").resolve("evidence").toString();
  }
}
