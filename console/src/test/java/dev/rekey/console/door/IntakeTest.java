package dev.rekey.console.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.console.door.OpenDoor.Answer;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.trigger.Clue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signed messages of scanners and detectors, and those that only look so. */
class IntakeTest {
  private static final String TOKENS =
      """
      [{"token": "%s", "type": "orders_password", "url": "https://github.com/o/r/blob/1/a.env?x=1",
        "source": "Commit"}]\
      """
          .formatted(NotedSources.LEAKED);

  @AutoClose private final SignedPosts posts = new SignedPosts();
  @AutoClose private final OpenDoor door = new OpenDoor();

  @BeforeEach
  void letIn() {
    add("github", "GITHUB", "\"keysUrl\": \"" + posts.keysUrl() + "\"");
    add("gitguardian", "GITGUARDIAN", "\"secret\": \"" + SignedPosts.TOKEN + "\"");
    add("siem", "GENERIC", "\"secret\": \"" + SignedPosts.SECRET + "\"");
  }

  private void add(String name, String kind, String rest) {
    String order = "{\"name\": \"%s\", \"kind\": \"%s\", %s}".formatted(name, kind, rest);
    Answer added = door.post(door.ann, "/v1/intake", order);
    assertThat(added.status()).as(added.body()).isEqualTo(201);
    assertThat(added.body()).doesNotContain(SignedPosts.TOKEN, SignedPosts.SECRET);
  }

  @Test
  void github_tells_of_a_token_and_hears_that_it_is_real() {
    Answer answer = door.send(posts.github(door, TOKENS));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().get(0).path("label").asString()).isEqualTo("true_positive");
    assertThat(answer.json().get(0).path("token_type").asString()).isEqualTo("orders_password");
    CompromiseReport report = only();
    assertThat(report.source()).isEqualTo(new ReportSource.Detector("github"));
    assertThat(report.clues()).contains(new Clue.Value(door.intake.leaked()));
    assertThat(report.finding())
        .isEqualTo("GitHub: orders_password in Commit https://github.com/o/r/blob/1/a.env");
    assertThat(report.toString()).doesNotContain(NotedSources.LEAKED);
    assertThat(report.signal()).matches("github/[0-9a-f]{64}");
  }

  @Test
  void a_message_again_is_the_same_signal() {
    door.send(posts.github(door, TOKENS));
    String signal = only().signal();
    assertThat(door.send(posts.github(door, TOKENS)).status()).isEqualTo(200);
    assertThat(only().signal()).isEqualTo(signal);
  }

  @Test
  void what_github_did_not_sign_is_refused_before_it_is_read_and_counted() {
    door.send(posts.github(door, TOKENS));
    String signed = "MEUCIQCq8mJ2a5v0";
    for (String identifier : List.of(SignedPosts.IDENTIFIER, "other", "not good", "")) {
      Answer answer = door.send(SignedPosts.github(door, "{not json", identifier + "x", signed));
      assertThat(answer.status()).as(answer.body()).isEqualTo(401);
    }
    assertThat(door.send(SignedPosts.github(door, TOKENS, SignedPosts.IDENTIFIER, "!")).status())
        .isEqualTo(401);
    assertThat(door.incidents.reports).hasSize(1);
    assertThat(posts.fetches()).as("not one for each forged message").isEqualTo(1);
    assertThat(rejected("github")).isEqualTo(5);
    assertThat(door.get(door.robot, "/v1/status").json().path("rejectedReports").asLong())
        .isEqualTo(5);
  }

  @Test
  void gitguardian_tells_of_its_incident_and_one_that_is_resolved_is_no_leak() {
    String body =
        """
        {"source": "GitGuardian", "action": "incident_triggered", "incident": {
          "id": 7, "date": "2026-11-25T03:00:00Z", "detector": {"display_name": "AWS Keys"},
          "gitguardian_url": "https://dashboard.gitguardian.com/1/incidents/7",
          "custom_tags": [{"key": "rekey", "value": "orders/db"}],
          "occurrences": [{"matches": [{"name": "id", "value": "AKIAIOSFODNN7EXAMPLE"}]}]}}\
        """;
    Answer answer = door.send(SignedPosts.gitGuardian(door, Instant.now(), body));
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(answer.json().path("incidents")).hasSize(1);
    assertThat(only().clues())
        .contains(new Clue.Secret("orders/db"), new Clue.AccessKey("AKIAIOSFODNN7EXAMPLE"));
    assertThat(only().exposedAt()).contains(Instant.parse("2026-11-25T03:00:00Z"));
    Answer resolved =
        door.send(
            SignedPosts.gitGuardian(door, Instant.now(), body.replace("triggered", "resolved")));
    assertThat(resolved.json().path("incidents")).isEmpty();
    assertThat(door.incidents.reports).hasSize(1);
  }

  @Test
  void s08_a_certificate_is_named_by_its_serial_number_or_the_hash_of_its_key() {
    byte[] body = SignedPosts.bytes(about("{\"certificate\": \"5F:3A:91:C2\"}"));
    Answer answer = door.send(SignedPosts.generic(door, "siem", "m1", Instant.now(), body));
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(only().clues()).containsExactly(new Clue.Certificate("5F:3A:91:C2"));
  }

  @Test
  void a_message_that_is_old_is_refused_however_well_it_is_signed() {
    Instant old = Instant.now().minus(Duration.ofMinutes(6));
    assertThat(door.send(SignedPosts.gitGuardian(door, old, "{}")).status()).isEqualTo(401);
    byte[] body = SignedPosts.bytes(about("{\"secret\": \"orders/db\"}"));
    assertThat(door.send(SignedPosts.generic(door, "siem", "m1", old, body)).status())
        .isEqualTo(401);
    assertThat(door.incidents.reports).isEmpty();
    assertThat(rejected("siem")).isEqualTo(1);
  }

  @Test
  void anybody_else_names_what_leaked_and_each_credential_is_a_signal() {
    String body =
        about(
            "{\"value\": \"postgres://orders_a:%s@db/orders\"}, {\"secret\": \"orders/db\"}"
                .formatted(NotedSources.LEAKED));
    Answer answer = generic("m1", body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(door.incidents.reports).hasSize(2);
    assertThat(generic("m1", body).status()).isEqualTo(202);
    assertThat(door.incidents.reports).hasSize(2);
    assertThat(door.incidents.reports.values().toString()).doesNotContain(NotedSources.LEAKED);
  }

  @Test
  void what_nobody_enrolled_is_one_orphan_for_a_message_and_never_dropped() {
    Answer answer =
        generic("m2", about("{\"value\": \"stranger-1-secret\"}, {\"secret\": \"not/ours\"}"));
    assertThat(answer.json().path("incidents")).hasSize(1);
    assertThat(only().finding()).startsWith("2 values that nobody enrolled");
    assertThat(only().toString()).doesNotContain("stranger-1-secret");
  }

  @Test
  void a_finding_that_repeats_the_value_is_left_out() {
    generic("m3", about("{\"value\": \"hunter2-hunter2\"}").replace("in a log", "hunter2-hunter2"));
    assertThat(only().finding()).isEqualTo("(left out)");
  }

  @Test
  void a_signed_message_that_makes_no_sense_is_refused_with_a_sentence() {
    Answer misspelt = generic("m4", about("{\"secrte\": \"orders/db\"}"));
    assertThat(misspelt.status()).isEqualTo(400);
    assertThat(misspelt.detail()).contains("no fields but", "accessKeyId");
    assertThat(generic("m5", "[".repeat(500)).status()).isEqualTo(400);
    assertThat(generic("m6", "").status()).isEqualTo(400);
    assertThat(door.incidents.reports).isEmpty();
  }

  @Test
  void a_source_that_is_removed_is_not_heard_any_more() {
    assertThat(door.delete(door.robot, "/v1/intake/siem").status()).isEqualTo(403);
    assertThat(door.delete(door.ann, "/v1/intake/siem").status()).isEqualTo(200);
    assertThat(generic("m7", about("{\"secret\": \"orders/db\"}")).status()).isEqualTo(404);
    assertThat(door.delete(door.ann, "/v1/intake/siem").status()).isEqualTo(404);
    add("siem", "GENERIC", "\"secret\": \"" + SignedPosts.SECRET + "\"");
    assertThat(generic("m8", about("{\"secret\": \"orders/db\"}")).status()).isEqualTo(202);
  }

  @Test
  void a_source_needs_what_its_kind_signs_with() {
    for (String order :
        List.of(
            "{\"name\": \"a\", \"kind\": \"GENERIC\"}",
            "{\"name\": \"A\", \"kind\": \"GENERIC\", \"secret\": \"0123456789abcdef\"}",
            "{\"name\": \"a\", \"kind\": \"GITHUB\", \"keysUrl\": \"http://example.org/\"}",
            "{\"name\": \"a\", \"kind\": \"GITHUB\", \"secret\": \"0123456789abcdef\"}")) {
      assertThat(door.post(door.ann, "/v1/intake", order).status()).as(order).isEqualTo(400);
    }
    String known = "{\"name\": \"siem\", \"kind\": \"GENERIC\", \"secret\": \"0123456789abcdef\"}";
    assertThat(door.post(door.ann, "/v1/intake", known).status()).isEqualTo(409);
    assertThat(door.post(door.robot, "/v1/intake", known).status()).isEqualTo(403);
  }

  private Answer generic(String id, String body) {
    return door.send(SignedPosts.generic(door, "siem", id, Instant.now(), SignedPosts.bytes(body)));
  }

  private static String about(String credentials) {
    return "{\"finding\": \"seen in a log\", \"credentials\": [" + credentials + "]}";
  }

  private CompromiseReport only() {
    assertThat(door.incidents.reports).hasSize(1);
    return door.incidents.reports.values().iterator().next();
  }

  private long rejected(String source) {
    for (var view : door.get(door.ann, "/v1/intake").json()) {
      if (view.path("name").asString().equals(source)) {
        return view.path("rejected").asLong();
      }
    }
    return -1;
  }
}
