package dev.rekey.console.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.Runbook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The documents that execute. */
class RunbooksTest {
  @Test
  void every_kind_of_credential_has_a_runbook_that_can_run() {
    Runbooks runbooks = Runbooks.load();
    for (String kind : CredentialSpec.kinds()) {
      assertThat(runbooks.of(kind).kinds()).containsExactly(kind);
    }
    assertThat(runbooks.all()).hasSize(CredentialSpec.kinds().size() + 1);
  }

  @Test
  void each_contains_before_it_recovers_and_reviews_last() {
    for (Runbook runbook : Runbooks.load().all()) {
      assertThat(runbook.steps().indexOf(ResponseStep.CONTAIN))
          .isLessThan(runbook.steps().indexOf(ResponseStep.RECOVER));
      assertThat(runbook.steps().getLast()).isEqualTo(ResponseStep.REVIEW);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'steps: [snapshot,', 'steps: [snapshots,', unknown step",
    "'## prove', '## proof', explains no step",
    "'mode: revoke-first', 'mode: later', unknown mode",
    "'  stable: PT3M', '  stable: soon', stable is no time",
    "'  passes: 3', '  passes: three', passes is no number",
    "'clocks: [gdpr-72h,', 'clocks: [gdpr-73h,', unknown clock",
    "'[on-call,', '[everybody,', unknown audience",
    "'severity: by-tier', '', severity is missing"
  })
  void one_that_cannot_run_says_why(String from, String to, String why) throws IOException {
    String text = document().replace(from, to == null ? "" : to);
    assertThatThrownBy(() -> RunbookDocument.parse("postgres-user", text))
        .isInstanceOf(FaultyRunbookException.class)
        .hasMessageContaining(why);
  }

  @Test
  void a_step_without_prose_cannot_run() throws IOException {
    String text = document().replaceAll("(?s)## hunt\n.*?## reach", "## reach");
    assertThatThrownBy(() -> RunbookDocument.parse("postgres-user", text))
        .hasMessageContaining("its step hunt has no prose");
  }

  @Test
  void its_digest_changes_with_every_byte() throws IOException {
    String text = document();
    assertThat(RunbookDocument.parse("x", text).digest())
        .hasSize(64)
        .isNotEqualTo(RunbookDocument.parse("x", text + " ").digest());
  }

  private static String document() throws IOException {
    try (InputStream document =
        RunbooksTest.class.getResourceAsStream("/runbooks/postgres-user.md")) {
      assertThat(document).isNotNull();
      return new String(document.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
