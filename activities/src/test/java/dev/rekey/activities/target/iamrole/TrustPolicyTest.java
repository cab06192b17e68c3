package dev.rekey.activities.target.iamrole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.model.FailureCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustPolicyTest {
  private static final String PARTNER = "arn:aws:iam::222222222222:root";
  private static final String POINTER = "/Statement/1/Condition/StringEquals";

  @Test
  void nothing_but_the_external_ids_changes() throws JsonProcessingException {
    String before = Roles.accepting(PARTNER, "one");
    JsonNode after = tree(TrustPolicy.of(before).accepting(List.of("one", "two")));
    assertThat(after.at(POINTER + "/sts:ExternalId")).isEqualTo(tree("[\"one\", \"two\"]"));
    ((ObjectNode) after.at(POINTER)).put("sts:ExternalId", "one");
    assertThat(after).isEqualTo(tree(before));
  }

  @Test
  void a_single_statement_and_a_key_in_other_letters_are_read() {
    String document =
        """
        {"Statement": {"Effect": "Allow", "Condition": {"StringEquals": {"STS:externalid": "a1"}}}}
        """;
    assertThat(TrustPolicy.of(document).externalIds()).containsExactly("a1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"StringLike\": {\"sts:ExternalId\": \"partner-*\"}}",
        "{\"StringEquals\": {\"sts:ExternalId\": \"a1\"}, \"StringLike\": {\"sts:ExternalId\": \"a*\"}}",
        "{\"StringEqualsIfExists\": {\"sts:ExternalId\": \"a1\"}}"
      })
  void a_document_in_which_it_cannot_be_told_is_left_alone(String condition) {
    assertThatThrownBy(() -> TrustPolicy.of(Roles.policy(PARTNER, condition)))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            failure -> assertThat(failure.code()).isEqualTo(FailureCode.FOREIGN_WRITE));
  }

  @Test
  void a_failure_quotes_nothing_of_a_document() {
    assertThatThrownBy(() -> TrustPolicy.of("{\"sts:ExternalId\": planted"))
        .hasMessageNotContaining("planted");
  }

  private static JsonNode tree(String document) throws JsonProcessingException {
    return Wire.mapper().readTree(document);
  }
}
