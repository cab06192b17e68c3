package dev.rekey.activities.aws.principal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.Wire;
import dev.rekey.model.rotation.Fact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who used the role of a function, and not in a function. */
class ForeignCallsTest {
  private static final String LAMBDA = "aws-sdk-java/2.41 exec-env/AWS_Lambda_java21";
  private static final String LAPTOP = "aws-cli/2.19";
  private static final Instant ONE = Instant.parse("2026-11-20T01:00:00Z");
  private static final Instant TWO = Instant.parse("2026-11-20T02:00:00Z");

  @Test
  void the_first_call_of_each_address_is_told_and_what_functions_and_services_do_is_not() {
    assertThat(
            in(
                call(ONE, "CreateAccessKey", "198.51.100.4", LAMBDA),
                call(ONE, "GetSecretValue", "203.0.113.7", LAPTOP),
                call(TWO, "CreateUser", "203.0.113.7", LAPTOP),
                call(TWO, "CreateUser", "2001:db8::1", LAPTOP),
                call(TWO, "AssumeRole", "lambda.amazonaws.com", "lambda.amazonaws.com")))
        .containsExactly(
            new Fact("first call outside of Lambda, iam:GetSecretValue", "203.0.113.7", ONE),
            new Fact("first call outside of Lambda, iam:CreateUser", "2001:db8::1", TWO));
  }

  @Test
  void who_says_that_he_is_a_function_is_known_by_the_address_from_which_he_once_did_not() {
    assertThat(
            in(
                call(ONE, "ListUsers", "203.0.113.7", LAMBDA),
                call(TWO, "CreateUser", "203.0.113.7", LAPTOP)))
        .singleElement()
        .extracting(Fact::at)
        .isEqualTo(ONE);
  }

  private static List<Fact> in(JsonNode... calls) {
    return ForeignCalls.in(new Doings(Stream.of(calls).toList(), List.of()));
  }

  private static JsonNode call(Instant at, String name, String address, String agent) {
    return Wire.mapper()
        .valueToTree(
            Map.of(
                "eventSource",
                "iam.amazonaws.com",
                "eventName",
                name,
                "eventTime",
                at.toString(),
                "sourceIPAddress",
                address,
                "userAgent",
                agent));
  }
}
