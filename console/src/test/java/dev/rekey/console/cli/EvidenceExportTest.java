package dev.rekey.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody typed in place of the name of an entry. */
class EvidenceExportTest {
  @TempDir Path folder;

  private final FakeDoor door = new FakeDoor();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void an_incident_that_is_given_as_an_entry_is_answered_with_the_option_for_it() {
    Typed typed = export("INC-5DC707BDBC87");
    assertThat(typed.exit()).isEqualTo(ExitCode.USAGE.code());
    assertThat(typed.err()).contains("give it as --incident INC-5DC707BDBC87");
    assertThat(door.calls()).isEmpty();
  }

  @Test
  void a_name_that_is_no_entry_s_is_answered_with_the_options_for_others() {
    door.refusing("GET /v1/evidence/bundle?id=orders%2Fdb", 404, "NOT_FOUND", "Nothing is logged");
    Typed typed = export("orders/db");
    assertThat(typed.err())
        .contains("Nothing is logged", "--incident ID", "--credential NAME")
        .doesNotContain("Look.");
  }

  @Test
  void another_refusal_keeps_its_own_advice() {
    door.refusing("GET /v1/evidence/bundle?id=a%2F1", 409, "BAD_REQUEST", "Too much");
    assertThat(export("a/1").err()).contains("Too much", "Look.").doesNotContain("--incident");
  }

  private Typed export(String id) {
    return Typed.at(
        door, folder, "evidence", "export", id, "--out", folder.resolve("bundle").toString());
  }
}
