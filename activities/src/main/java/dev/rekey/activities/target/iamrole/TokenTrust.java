package dev.rekey.activities.target.iamrole;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.model.FailureCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Whom a role's trust policy lets in by a token of an identity provider, such as a pipeline. One
 * statement of ours refuses all of them; whoever takes it away again must have named the exact
 * subject and audience before.
 */
final class TokenTrust {
  /** The id of our statement. */
  static final String CLOSED = "RekeyClosed";

  private static final String STATEMENT =
      """
      {"Sid": "RekeyClosed", "Effect": "Deny", "Principal": "*",
       "Action": ["sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"]}
      """;

  private static final List<String> BY_TOKEN =
      List.of("sts:assumerolewithwebidentity", "sts:assumerolewithsaml");

  private TokenTrust() {}

  /** Whether anybody is let in by a token. */
  static boolean isOpen(String document) {
    return !isShut(document) && letting(document).findAny().isPresent();
  }

  /** Whether whoever is let in by a token is named exactly. */
  static boolean isExact(String document) {
    return isShut(document) || letting(document).allMatch(TokenTrust::namesOne);
  }

  /** The same document, which lets nobody in by a token. */
  static String shut(String document) {
    if (isShut(document)) {
      return document;
    }
    ObjectNode closed = tree(document).deepCopy();
    ArrayNode statements = Wire.mapper().createArrayNode();
    statements(document)
        .filter(one -> !one.path("Sid").asText().equals(CLOSED)) // another hand changed it
        .forEach(statements::add);
    statements.add(tree(STATEMENT));
    closed.set("Statement", statements);
    return closed.toString();
  }

  private static boolean isShut(String document) {
    return statements(document).anyMatch(tree(STATEMENT)::equals);
  }

  private static Stream<JsonNode> letting(String document) {
    return statements(document)
        .filter(one -> one.path("Effect").asText().equals("Allow"))
        .filter(one -> values(one.path("Action")).anyMatch(TokenTrust::isByToken));
  }

  private static boolean isByToken(String action) {
    String pattern = action.toLowerCase(Locale.ROOT).replace("*", ".*").replace("?", ".");
    return BY_TOKEN.stream().anyMatch(one -> one.matches(pattern));
  }

  /** By StringEquals alone: in every other operator a value may stand for many. */
  private static boolean namesOne(JsonNode statement) {
    JsonNode equal = statement.path("Condition").path("StringEquals");
    return names(equal, ":sub") && names(equal, ":aud");
  }

  private static boolean names(JsonNode equal, String key) {
    return equal.properties().stream()
        .filter(one -> one.getKey().toLowerCase(Locale.ROOT).endsWith(key))
        .map(Map.Entry::getValue)
        .anyMatch(value -> values(value).findAny().isPresent());
  }

  private static Stream<String> values(JsonNode one) {
    return one.isArray()
        ? StreamSupport.stream(one.spliterator(), false).map(JsonNode::asText)
        : Stream.ofNullable(one.textValue());
  }

  private static Stream<JsonNode> statements(String document) {
    JsonNode statements = tree(document).path("Statement");
    return statements.isArray()
        ? StreamSupport.stream(statements.spliterator(), false)
        : Stream.of(statements);
  }

  private static JsonNode tree(String document) {
    try {
      return Wire.mapper().readTree(document);
    } catch (JsonProcessingException e) { // its message quotes the document
      throw new StepFailedException(
          FailureCode.FOREIGN_WRITE, "The role's trust policy is no JSON; it was not changed");
    }
  }
}
