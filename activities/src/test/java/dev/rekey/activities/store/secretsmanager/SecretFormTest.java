package dev.rekey.activities.store.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFormTest {
  private static final SecretId SECRET = new SecretId("orders/db");
  private static final Login NEXT =
      new Login("orders_b", SecretValue.of("next-\"value\"-0123456789"));

  @Test
  void everything_but_the_login_is_carried_over_unchanged() {
    String before =
        """
        {"engine":"postgres","host":"db.example","username":"orders_a","password":"first",\
        "dbname":"orders","port":5432,"masterarn":"arn:aws:x","extra":{"a":[1,null]}}""";
    assertThat(form(before).with(NEXT))
        .isEqualTo(
            before
                .replace("orders_a", "orders_b")
                .replace("\"first\"", "\"next-\\\"value\\\"-0123456789\""));
  }

  @ParameterizedTest
  @CsvSource({
    "username, password",
    "accessKeyId, secretAccessKey",
    "AccessKeyId, SecretAccessKey",
    "aws_access_key_id, aws_secret_access_key",
    "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY"
  })
  void the_pair_of_fields_stays_what_it_is(String identity, String value) {
    String before = "{\"%s\":\"a\",\"%s\":\"b\",\"region\":\"x\"}".formatted(identity, value);
    assertThat(form(before).login()).isEqualTo(new Login("a", SecretValue.of("b")));
    assertThat(form(before).with(new Login("c", SecretValue.of("d"))))
        .isEqualTo("{\"%s\":\"c\",\"%s\":\"d\",\"region\":\"x\"}".formatted(identity, value));
  }

  @ParameterizedTest
  @CsvSource({
    "orders_a, {\"username\":\"orders_a\"|\"password\":\"d\"}",
    "AKIAIOSFODNN7EXAMPLE, {\"accessKeyId\":\"AKIAIOSFODNN7EXAMPLE\"|\"secretAccessKey\":\"d\"}"
  })
  void a_new_secret_has_the_fields_of_what_it_holds(String identity, String expected) {
    Login login = new Login(identity, SecretValue.of("d"));
    assertThat(SecretForm.fresh(login).with(login)).isEqualTo(expected.replace('|', ','));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a planted password",
        "\"a planted password\"",
        "[\"a planted password\"]",
        "{\"token\":\"a planted password\"}",
        "{\"username\":\"a\"}",
        "{\"username\":\"a\",\"password\":7}",
        "{\"username\":\"a planted password\"",
        "{\"username\":\"a\",\"password\":\"b\",\"accessKeyId\":\"c\",\"secretAccessKey\":\"planted\"}",
        ""
      })
  void a_value_of_another_form_is_refused_without_quoting_it(String value) {
    refused(Optional.of(value));
  }

  @Test
  void a_binary_value_is_refused() {
    refused(Optional.empty());
  }

  @Test
  void bytes_that_are_no_text_are_refused() {
    Login odd = new Login("a", SecretValue.of(new byte[] {(byte) 0xff, 0}));
    assertThatThrownBy(() -> SecretForm.fresh(odd).with(odd))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.VALUE_REJECTED));
  }

  private static SecretForm form(String value) {
    return SecretForm.of(SECRET, Optional.of(value));
  }

  private static void refused(Optional<String> value) {
    assertThatThrownBy(() -> SecretForm.of(SECRET, value))
        .isInstanceOfSatisfying(
            StepFailedException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.BAD_REQUEST))
        .hasMessageNotContaining("planted")
        .hasMessageContaining("nothing was changed");
  }
}
