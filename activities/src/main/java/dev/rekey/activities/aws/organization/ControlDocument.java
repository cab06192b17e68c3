package dev.rekey.activities.aws.organization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rekey.activities.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A service control policy that denies many principals something: one statement for each ground.
 * What somebody else wrote into it stays.
 */
final class ControlDocument {
  /** What AWS takes at most ("Quotas for AWS Organizations", size of a policy document). */
  static final int ROOM = 5_120;

  static final ControlDocument EMPTY = new ControlDocument(List.of(), Map.of());

  private final List<JsonNode> others;
  private final Map<Ground, NavigableSet<String>> ours;

  private ControlDocument(List<JsonNode> others, Map<Ground, NavigableSet<String>> ours) {
    this.others = List.copyOf(others);
    this.ours = ours;
  }

  /** Reads what the Organization has; what is no JSON counts as empty, and is overwritten. */
  static ControlDocument of(String text) {
    JsonNode statements = tree(text).path("Statement");
    List<JsonNode> others = new ArrayList<>();
    Map<Ground, NavigableSet<String>> ours = new LinkedHashMap<>();
    for (JsonNode one : statements.isArray() ? statements : List.of(statements)) {
      Optional<Ground> ground = Ground.of(one.path("Sid").asText());
      if (ground.isPresent()) {
        NavigableSet<String> named = ours.computeIfAbsent(ground.get(), it -> new TreeSet<>());
        JsonNode principals = one.at("/Condition/ArnLike/aws:PrincipalArn");
        (principals.isArray() ? principals : List.of(principals))
            .forEach(it -> Optional.ofNullable(it.textValue()).ifPresent(named::add));
      } else if (one.isObject()) {
        others.add(one);
      }
    }
    return new ControlDocument(others, ours);
  }

  private static JsonNode tree(String text) {
    try {
      return Wire.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      return Wire.mapper().missingNode();
    }
  }

  /** Whether this text says just what we would write. */
  boolean isWrittenAs(String text) {
    return tree(text).equals(tree(text()));
  }

  /** The grounds on which a principal is denied something. */
  List<Ground> grounds(String principal) {
    return ours.entrySet().stream()
        .filter(one -> one.getValue().contains(principal))
        .map(Map.Entry::getKey)
        .toList();
  }

  boolean isEmpty() {
    return others.isEmpty() && ours.isEmpty();
  }

  boolean fits() {
    return text().length() <= ROOM;
  }

  ControlDocument with(Ground ground, String principal) {
    Map<Ground, NavigableSet<String>> next = copy();
    next.computeIfAbsent(ground, it -> new TreeSet<>()).add(principal);
    return new ControlDocument(others, next);
  }

  ControlDocument without(Ground ground, String principal) {
    Map<Ground, NavigableSet<String>> next = copy();
    next.computeIfPresent(
        ground,
        (it, named) -> {
          named.remove(principal);
          return named.isEmpty() ? null : named;
        });
    return new ControlDocument(others, next);
  }

  private Map<Ground, NavigableSet<String>> copy() {
    Map<Ground, NavigableSet<String>> copy = new LinkedHashMap<>();
    ours.forEach((ground, named) -> copy.put(ground, new TreeSet<>(named)));
    return copy;
  }

  /** As short as it can be, since its length is bounded. */
  String text() {
    ObjectNode document = Wire.mapper().createObjectNode().put("Version", "2012-10-17");
    ArrayNode statements = document.putArray("Statement");
    others.forEach(statements::add);
    ours.forEach((ground, named) -> statements.add(statement(ground, named)));
    return document.toString();
  }

  /**
   * A request that is signed with a key itself has no {@code aws:TokenIssueTime}, so that a moment
   * denies sessions alone.
   */
  private static ObjectNode statement(Ground ground, NavigableSet<String> named) {
    ObjectNode statement = Wire.mapper().createObjectNode();
    statement.put("Sid", ground.sid()).put("Effect", "Deny").put("Action", "*");
    statement.put("Resource", "*");
    ObjectNode condition = statement.putObject("Condition");
    ArrayNode principals = condition.putObject("ArnLike").putArray("aws:PrincipalArn");
    named.forEach(principals::add);
    ground
        .before()
        .map(Instant::toString)
        .ifPresent(it -> condition.putObject("DateLessThan").put("aws:TokenIssueTime", it));
    return statement;
  }
}
