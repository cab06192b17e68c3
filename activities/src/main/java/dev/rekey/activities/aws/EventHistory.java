package dev.rekey.activities.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.model.FailureCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/**
 * CloudTrail's event history, which is there without any trail. It keeps a region's own calls, and
 * tells of a call up to 15 minutes late.
 */
public final class EventHistory {
  /** What one lookup gives at most. */
  private static final int PAGE = 50;

  /** Two lookups a second are allowed in an account, so this takes 20 seconds at least. */
  private static final int PAGES = 40;

  private final Function<Region, CloudTrailClient> open;
  private final Map<String, CloudTrailClient> trails = new ConcurrentHashMap<>();

  /** With the platform's credentials. */
  public EventHistory() {
    this(region -> AwsClients.open(CloudTrailClient.builder().region(region)));
  }

  /** With clients that are opened like this. */
  public EventHistory(Function<Region, CloudTrailClient> open) {
    this.open = open;
  }

  /**
   * The calls that succeeded since then, as CloudTrail writes them down.
   *
   * @param key by what they are looked up
   * @param value what that must be
   * @throws StepFailedException if the log cannot be read, or not to its end
   */
  public List<JsonNode> calls(String region, LookupAttributeKey key, String value, Instant since) {
    Reading reading = read(region, key, value, since);
    if (!reading.complete()) {
      throw new StepFailedException(
          FailureCode.TARGET_UNAVAILABLE, what(region) + ": more than can be read in time");
    }
    return reading.calls();
  }

  /**
   * What was read of the log.
   *
   * @param calls that succeeded
   * @param complete whether the log was read to its end
   */
  public record Reading(List<JsonNode> calls, boolean complete) {}

  /**
   * The calls that succeeded since then, as many as can be read in time.
   *
   * @throws StepFailedException if the log cannot be read
   */
  public Reading read(String region, LookupAttributeKey key, String value, Instant since) {
    CloudTrailClient client =
        AwsFailures.classified(
            FailureCode.TARGET_UNAVAILABLE,
            what(region),
            () -> trails.computeIfAbsent(region, it -> open.apply(Region.of(it))));
    LookupAttribute by = LookupAttribute.builder().attributeKey(key).attributeValue(value).build();
    List<JsonNode> calls = new ArrayList<>();
    String next = null;
    for (int page = 0; page < PAGES; page++) {
      LookupEventsRequest request = request(by, since, next);
      LookupEventsResponse response =
          AwsFailures.classified(
              FailureCode.TARGET_UNAVAILABLE, what(region), () -> client.lookupEvents(request));
      response.events().stream()
          .map(event -> parse(event.cloudTrailEvent()))
          .filter(call -> !call.hasNonNull("errorCode"))
          .forEach(calls::add);
      next = response.nextToken();
      if (next == null || next.isEmpty()) {
        return new Reading(calls, true);
      }
    }
    return new Reading(calls, false);
  }

  private static String what(String region) {
    return "CloudTrail in " + region + ", looking up calls";
  }

  private static LookupEventsRequest request(
      LookupAttribute by, Instant since, @Nullable String next) {
    return LookupEventsRequest.builder()
        .lookupAttributes(by)
        .startTime(since)
        .maxResults(PAGE)
        .nextToken(next)
        .build();
  }

  private static JsonNode parse(String event) {
    try {
      return Wire.mapper().readTree(event);
    } catch (JsonProcessingException | IllegalArgumentException e) { // it quotes the event
      throw new StepFailedException(
          FailureCode.UNEXPECTED, "CloudTrail told of a call in a form that is not understood");
    }
  }

  /** Who called; somebody of another account is known by an id alone, a service by its name. */
  public static String principal(JsonNode call) {
    JsonNode caller = call.path("userIdentity");
    for (String name : List.of("arn", "principalId", "invokedBy")) {
      if (caller.path(name).isTextual()) {
        return caller.path(name).asText();
      }
    }
    return "somebody";
  }
}
