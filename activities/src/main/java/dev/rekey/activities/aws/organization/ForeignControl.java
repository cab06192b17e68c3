package dev.rekey.activities.aws.organization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.Wire;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A service control policy that somebody else attached, read for one thing: whether it denies a
 * principal everything already. What names exceptions, or holds only on some condition besides who
 * asks, counts for nothing, since it may let through what it is not seen to.
 */
record ForeignControl(String text) {
  private static final Set<String> COMPARING =
      Set.of("ArnLike", "ArnEquals", "StringLike", "StringEquals");
  private static final String WHO = "aws:PrincipalArn";

  boolean deniesAllOf(String principal) {
    return statements().anyMatch(one -> deniesAll(one) && names(one, principal));
  }

  private Stream<JsonNode> statements() {
    try {
      JsonNode statements = Wire.mapper().readTree(text).path("Statement");
      return statements.isArray() ? each(statements) : Stream.of(statements);
    } catch (JsonProcessingException none) {
      return Stream.of();
    }
  }

  private static boolean deniesAll(JsonNode one) {
    return one.path("Effect").asText().equals("Deny")
        && texts(one.path("Action")).anyMatch("*"::equals)
        && texts(one.path("Resource")).anyMatch("*"::equals);
  }

  /** One without a condition denies everything to everybody of the account. */
  private static boolean names(JsonNode one, String principal) {
    JsonNode condition = one.path("Condition");
    if (condition.isMissingNode() || condition.isEmpty()) {
      return true;
    }
    String operator = condition.fieldNames().next();
    JsonNode by = condition.path(operator);
    return condition.size() == 1
        && by.size() == 1
        && COMPARING.contains(operator)
        && texts(by.path(WHO)).anyMatch(named -> covers(named, principal));
  }

  /** Part by part, for in either a star may stand for what is not known. */
  private static boolean covers(String named, String principal) {
    List<String> there = List.of(named.split(":", 6));
    List<String> asked = List.of(principal.split(":", 6));
    return there.size() == asked.size()
        && IntStream.range(0, there.size())
            .allMatch(i -> like(there.get(i), asked.get(i)) || like(asked.get(i), there.get(i)));
  }

  private static boolean like(String pattern, String text) {
    return Pattern.matches(
        "\\Q" + pattern.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E", text);
  }

  private static Stream<String> texts(JsonNode one) {
    return (one.isArray() ? each(one) : Stream.of(one)).map(JsonNode::asText);
  }

  private static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
