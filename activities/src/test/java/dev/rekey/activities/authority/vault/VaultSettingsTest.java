package dev.rekey.activities.authority.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.own.OwnAuthorityServer;
import dev.rekey.model.FailureCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person says of a Vault. */
class VaultSettingsTest {
  private static String root() {
    try (OwnAuthorityServer own = new OwnAuthorityServer()) {
      return CertificateChain.pem(own.authority().anchors().getFirst());
    }
  }

  private static Map<String, Object> settings() {
    return new HashMap<>(
        Map.of(
            "address", "https://vault.example.org:8200",
            "role", "web",
            "token", "s.secret",
            "roots", root()));
  }

  private static Map<String, Object> with(String field, String value) {
    Map<String, Object> settings = settings();
    settings.put(field, value);
    return settings;
  }

  private static StepFailedException refused(Map<String, ?> settings) {
    return catchThrowableOfType(
        StepFailedException.class, () -> new VaultMaker().of("vault", OpenBao.login(settings)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          address   | http://vault.example.org | address
          address   | hunter2                  | address
          mount     | ../sys                   | mount
          namespace | /root                    | namespace
          role      | web/../x                 | role
          roots     | hunter2                  | roots
          serverRoots | hunter2                | serverRoots
          tokn      | hunter2                  | tokn
          token     | ''                       | token
          """)
  void settings_that_are_wrong_are_named_by_their_field_and_never_quoted(
      String field, String value, String named) {
    StepFailedException refused = refused(with(field, value));
    assertThat(refused.code()).isEqualTo(FailureCode.BAD_REQUEST);
    assertThat(refused.reason()).contains(named).doesNotContain("hunter2", "s.secret");
  }

  @Test
  void settings_that_lack_something_say_what_and_print_no_token() {
    Map<String, Object> both = settings();
    both.put("appRole", Map.of("roleId", "one", "secretId", "two"));
    assertThat(refused(both).reason()).contains("either token or appRole");
    for (String field : List.of("address", "role", "roots")) {
      Map<String, Object> less = settings();
      less.remove(field);
      assertThat(refused(less).reason()).contains("lack " + field);
    }
    assertThat(VaultSettings.of(OpenBao.login(settings())).toString()).doesNotContain("s.secret");
  }
}
