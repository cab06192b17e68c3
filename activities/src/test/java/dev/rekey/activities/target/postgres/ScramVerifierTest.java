package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class ScramVerifierTest {
  /** The exchange in RFC 7677, section 3: user "user", password "pencil". */
  @Test
  void is_that_of_the_rfc() {
    byte[] salt = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");
    assertThat(new ScramVerifier(4096).of("pencil", salt))
        .isEqualTo(
            "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY="
                + ":wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=");
  }

  @Test
  void has_a_salt_of_its_own_and_the_iterations_asked_for() {
    Login login = new Login("user", SecretValue.of("pencil"));
    ScramVerifier verifier = new ScramVerifier(5000);
    assertThat(verifier.of(login))
        .startsWith("SCRAM-SHA-256$5000:")
        .isNotEqualTo(verifier.of(login));
  }

  @Test
  void prepares_a_password_of_other_letters() {
    Login login = new Login("user", SecretValue.of("Schlüssel-№-1"));
    assertThat(new ScramVerifier(4096).of(login)).startsWith("SCRAM-SHA-256$4096:");
  }
}
