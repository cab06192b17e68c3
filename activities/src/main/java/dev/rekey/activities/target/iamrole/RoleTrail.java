package dev.rekey.activities.target.iamrole;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.activities.target.iamrole.RoleAccount.Assumption;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.IamRole;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/**
 * CloudTrail's event history, which is there without any trail. It keeps a region's own calls, and
 * tells of a call up to 15 minutes late.
 */
final class RoleTrail {
  /** What one lookup gives at most. */
  private static final int PAGE = 50;

  /** Two lookups a second are allowed in an account, so this takes 20 seconds at least. */
  private static final int PAGES = 40;

  private static final LookupAttribute ASSUME_ROLE =
      LookupAttribute.builder()
          .attributeKey(LookupAttributeKey.EVENT_NAME)
          .attributeValue("AssumeRole")
          .build();

  /** Where calls of STS's global endpoint are told. */
  private static final String GLOBAL = "us-east-1";

  private final Function<Region, CloudTrailClient> open;
  private final Map<String, CloudTrailClient> trails = new ConcurrentHashMap<>();

  RoleTrail() {
    this(region -> AwsClients.open(CloudTrailClient.builder().region(region)));
  }

  RoleTrail(Function<Region, CloudTrailClient> open) {
    this.open = open;
  }

  /**
   * The successful calls of AssumeRole for this role.
   *
   * @throws StepFailedException if one of the regions' logs cannot be read to its end
   */
  List<Assumption> assumptions(IamRole spec, Instant since) {
    Map<String, Assumption> found = new LinkedHashMap<>();
    List<String> regions = new ArrayList<>(spec.regions());
    if (!regions.contains(GLOBAL) && spec.role().startsWith("arn:aws:")) {
      regions.add(GLOBAL);
    }
    for (String region : regions) {
      CloudTrailClient client = trails.computeIfAbsent(region, it -> open.apply(Region.of(it)));
      for (Event event : events(client, region, since)) {
        assumption(spec, event).ifPresent(it -> found.put(event.eventId(), it));
      }
    }
    return List.copyOf(found.values());
  }

  private static List<Event> events(CloudTrailClient client, String region, Instant since) {
    String what = "CloudTrail in " + region + ", looking up who assumed roles";
    List<Event> events = new ArrayList<>();
    String next = null;
    for (int page = 0; page < PAGES; page++) {
      LookupEventsRequest request = request(since, next);
      LookupEventsResponse response =
          AwsFailures.classified(
              FailureCode.TARGET_UNAVAILABLE, what, () -> client.lookupEvents(request));
      events.addAll(response.events());
      next = response.nextToken();
      if (next == null || next.isEmpty()) {
        return events;
      }
    }
    throw new StepFailedException(
        FailureCode.TARGET_UNAVAILABLE, what + ": more calls than can be read in time");
  }

  private static LookupEventsRequest request(Instant since, @Nullable String next) {
    return LookupEventsRequest.builder()
        .lookupAttributes(ASSUME_ROLE)
        .startTime(since)
        .maxResults(PAGE)
        .nextToken(next)
        .build();
  }

  /** Nothing if it is of another role, or was refused. */
  private static Optional<Assumption> assumption(IamRole spec, Event event) {
    try {
      JsonNode call = Wire.mapper().readTree(event.cloudTrailEvent());
      JsonNode asked = call.path("requestParameters");
      if (call.hasNonNull("errorCode") || !asked.path("roleArn").asText().equals(spec.role())) {
        return Optional.empty();
      }
      JsonNode caller = call.path("userIdentity");
      return Optional.of(
          new Assumption(
              Optional.ofNullable(asked.path("externalId").textValue()),
              asked.path("roleSessionName").asText(),
              first(caller.path("arn"), caller.path("principalId"), caller.path("invokedBy")),
              call.path("sourceIPAddress").asText(),
              Instant.parse(call.path("eventTime").asText())));
    } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
      throw new StepFailedException(
          FailureCode.UNEXPECTED, "CloudTrail told of a call in a form that is not understood");
    }
  }

  /** Somebody of another account is known by an id alone. */
  private static String first(JsonNode... names) {
    for (JsonNode name : names) {
      if (name.isTextual()) {
        return name.asText();
      }
    }
    return "somebody";
  }
}
