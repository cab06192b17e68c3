package dev.rekey.activities.target.iamrole;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.model.FailureCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The trust policy of a role, of which one condition is ours: the values of {@code sts:ExternalId}.
 * Everything else stays as it is, known to us or not.
 */
final class TrustPolicy {
  private static final String KEY = "sts:ExternalId";
  private static final String OPERATOR = "StringEquals";

  private final JsonNode tree;
  private final ObjectNode condition;
  private final String key;

  private TrustPolicy(JsonNode tree, ObjectNode condition, String key) {
    this.tree = tree;
    this.condition = condition;
    this.key = key;
  }

  private record Found(JsonNode statement, String operator, JsonNode condition, String key) {
    /** Anything else, such as a pattern or a Deny, accepts more than the values it names. */
    boolean clear() {
      return operator.equals(OPERATOR) && statement.path("Effect").asText().equals("Allow");
    }
  }

  /**
   * Reads the document.
   *
   * @throws StepFailedException FOREIGN_WRITE if it has none or several conditions on the external
   *     id, or one that is no plain list of values, so that it cannot be told which is ours
   */
  static TrustPolicy of(String document) {
    JsonNode tree = parse(document);
    List<Found> found = new ArrayList<>();
    JsonNode statements = tree.path("Statement");
    (statements.isArray() ? statements : List.of(statements)).forEach(it -> find(it, found));
    if (found.size() != 1
        || !found.getFirst().clear()
        || !(found.getFirst().condition() instanceof ObjectNode ours)) {
      throw unclear(
          "The role's trust policy must have exactly one condition on sts:ExternalId, StringEquals"
              + " in an Allow statement; it has "
              + (found.size() == 1 ? "one of another form" : found.size())
              + ", and was not changed");
    }
    return new TrustPolicy(tree, ours, found.getFirst().key());
  }

  private static void find(JsonNode statement, List<Found> found) {
    for (Map.Entry<String, JsonNode> operator : statement.path("Condition").properties()) {
      for (Map.Entry<String, JsonNode> condition : operator.getValue().properties()) {
        if (condition.getKey().equalsIgnoreCase(KEY)) {
          found.add(
              new Found(statement, operator.getKey(), operator.getValue(), condition.getKey()));
        }
      }
    }
  }

  private static JsonNode parse(String document) {
    try {
      return Wire.mapper().readTree(document);
    } catch (JsonProcessingException e) { // its message quotes the document
      throw unclear("The role's trust policy is no JSON; it was not changed");
    }
  }

  private static StepFailedException unclear(String reason) {
    return new StepFailedException(FailureCode.FOREIGN_WRITE, reason);
  }

  /** The external ids that are accepted. */
  List<String> externalIds() {
    JsonNode values = condition.path(key);
    List<String> ids = new ArrayList<>();
    (values.isArray() ? values : List.of(values)).forEach(value -> ids.add(value.asText()));
    return ids;
  }

  /** The same document with these external ids; a single one as IAM's own examples write it. */
  String accepting(List<String> ids) {
    JsonNode before = condition.get(key);
    if (ids.size() == 1) {
      condition.put(key, ids.getFirst());
    } else {
      ArrayNode values = Wire.mapper().createArrayNode();
      ids.forEach(values::add);
      condition.set(key, values);
    }
    String document = tree.toString();
    condition.set(key, before);
    return document;
  }

  /** Whether two documents say the same, whatever the order of their fields. */
  static boolean same(String one, String other) {
    return parse(one).equals(parse(other));
  }
}
