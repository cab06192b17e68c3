package dev.rekey.activities.authority.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.FailureCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person says of an authority that speaks ACME. */
class AcmeSettingsTest {
  private static final String CHALLENGE = "\"challenge\": {\"type\": \"http-01\"}";
  private static final String DIRECTORY = "\"directory\": \"https://acme.example.org/dir\"";

  private static AcmeSettings read(String fields) {
    return AcmeSettings.of(new Login(AcmeAuthority.KIND, SecretValue.of("{" + fields + "}")));
  }

  @Test
  void what_is_left_out_is_nothing_and_what_is_made_is_read_again() {
    AcmeSettings settings = read(DIRECTORY + ", " + CHALLENGE);
    assertThat(settings.contacts()).isEmpty();
    assertThat(settings.ordersPerHour()).isEmpty();
    AcmeSettings complete = settings.complete();
    assertThat(AcmeSettings.of(complete.login())).isEqualTo(complete);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "directory": "http://acme.example.org"    | directory
          "agreed": "hunter2"                       | agreed
          "acount": "hunter2"                       | acount
          "ordersPerHour": 0                        | ordersPerHour
          "challenge": {"type": ""}                 | challenge.type
          "challenge": null                         | challenge
          hunter2                                   | no JSON
          """)
  void what_is_wrong_is_named_by_its_field_and_never_quoted(String wrong, String named) {
    String rest = wrong.contains("directory") ? CHALLENGE : DIRECTORY;
    String all =
        wrong.contains("challenge") || wrong.contains("directory") ? rest : rest + ", " + CHALLENGE;
    StepFailedException refused =
        catchThrowableOfType(StepFailedException.class, () -> read(all + ", " + wrong));
    assertThat(refused.code()).isEqualTo(FailureCode.BAD_REQUEST);
    assertThat(refused.reason()).contains(named).doesNotContain("hunter2");
  }
}
