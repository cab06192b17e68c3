package dev.rekey.activities.aws.principal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a principal is known to have done.
 *
 * @param calls that succeeded, as CloudTrail writes them down, the oldest first
 * @param gaps where CloudTrail could not be looked at, or not to its end: that is not "nothing"
 * @param elsewhere the ids of those calls of which only the log of another account told: a name in
 *     them is another account's
 */
public record Doings(List<JsonNode> calls, List<Gap> gaps, Set<String> elsewhere) {
  /**
   * A part of the log that was not read.
   *
   * @param what by what calls were looked for, and why they were not seen
   * @param region where
   */
  public record Gap(String what, String region) {}

  /** Copies the lists. */
  public Doings {
    calls = List.copyOf(calls);
    gaps = List.copyOf(gaps);
    elsewhere = Set.copyOf(elsewhere);
  }

  /** Of our own account alone. */
  public Doings(List<JsonNode> calls, List<Gap> gaps) {
    this(calls, gaps, Set.of());
  }

  /** The same without what does not pass. */
  public Doings only(Predicate<JsonNode> passes) {
    return new Doings(calls.stream().filter(passes).toList(), gaps, elsewhere);
  }

  /** The other account whose log told of the call; nothing if ours did. */
  Optional<String> elsewhere(JsonNode call) {
    return Optional.of(account(call))
        .filter(account -> elsewhere.contains(call.path("eventID").asText()));
  }

  /** The account whose log tells of the call; empty if it does not say. */
  static String account(JsonNode call) {
    return call.path("recipientAccountId").asText();
  }

  /** The service of a call, as IAM names it. */
  static String service(JsonNode call) {
    return call.path("eventSource").asText().split("\\.", -1)[0];
  }

  /** The name of a call without the date of its API's version, which Lambda's have. */
  static String name(JsonNode call) {
    return call.path("eventName").asText().replaceFirst("\\d{8}(v\\d+)?$", "");
  }

  /** A parameter of a call, whatever the case of its first letter. */
  public static Optional<String> asked(JsonNode call, String parameter) {
    JsonNode parameters = call.path("requestParameters");
    String upper = parameter.substring(0, 1).toUpperCase(Locale.ROOT) + parameter.substring(1);
    JsonNode value = parameters.path(parameter);
    return Optional.ofNullable(
        value.isMissingNode() ? parameters.path(upper).textValue() : value.textValue());
  }

  /** When a call was made, if it says so. */
  public static Optional<Instant> at(JsonNode call) {
    try {
      return Optional.of(Instant.parse(call.path("eventTime").asText()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The name of a user that the call made, if it did. */
  static Optional<String> userMade(JsonNode call) {
    return service(call).equals("iam") && name(call).equals("CreateUser")
        ? asked(call, "userName")
        : Optional.empty();
  }

  /** The calls of this name. */
  public List<JsonNode> called(String service, String name) {
    return calls.stream()
        .filter(call -> service(call).equals(service) && name(call).equals(name))
        .toList();
  }
}
