package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.aws.EventHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/** CloudTrail's event history in memory, page by page, in the form that AWS gives. */
final class InMemoryTrail implements CloudTrailClient {
  private static final int PAGE = 2;

  private final List<Told> events = new ArrayList<>();
  private boolean throttled;
  private String partition = "aws";
  private String account = "";

  private record Told(String user, String key, String event) {}

  /** A log that cannot be reached. */
  static EventHistory none() {
    return new EventHistory(
        region -> {
          throw SdkClientException.create("no line");
        });
  }

  /** Somebody calls s3, and calls themselves so. */
  void called(String user, String key, String agent, String address, Instant at) {
    events.add(
        new Told(
            user,
            key,
            """
            {"eventID": "%s", "eventTime": "%s", "eventSource": "s3.amazonaws.com",
             "eventName": "ListBuckets", "awsRegion": "us-east-1", "sourceIPAddress": "%s",
             "userAgent": "%s", "userIdentity": {"accessKeyId": "%s"}}"""
                .formatted(UUID.randomUUID(), at, address, agent, key)));
  }

  /** Somebody calls; parameters and what came back are JSON objects. */
  void told(String user, String key, String call, Instant at, String asked, String answered) {
    String[] names = call.split(":", -1);
    events.add(
        new Told(
            user,
            key,
            """
            {"eventID": "%s", "eventTime": "%s", "eventSource": "%s.amazonaws.com",
             "eventName": "%s", "awsRegion": "us-east-1", "sourceIPAddress": "192.0.2.7",
             "recipientAccountId": "%s",
             "userIdentity": {"arn": "arn:%s:iam::123456789012:user/%s"},
             "requestParameters": %s, "responseElements": %s}"""
                .formatted(
                    UUID.randomUUID(),
                    at,
                    names[0],
                    names[1],
                    account,
                    partition,
                    user,
                    asked,
                    answered)));
  }

  /** From now on it says whose log it is, as that of AWS does. */
  InMemoryTrail of(String recipient) {
    account = recipient;
    return this;
  }

  /** From now on all of it happens in another partition of AWS. */
  void in(String other) {
    partition = other;
  }

  void throttled(boolean now) {
    throttled = now;
  }

  @Override
  public LookupEventsResponse lookupEvents(LookupEventsRequest request) {
    if (throttled) {
      throw CloudTrailException.builder()
          .awsErrorDetails(InMemoryIam.error("ThrottlingException"))
          .statusCode(400)
          .build();
    }
    LookupAttribute by = request.lookupAttributes().getFirst();
    List<Told> found =
        events.stream()
            .filter(it -> by.attributeValue().equals(value(it, by.attributeKeyAsString())))
            .toList();
    int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
    int to = Math.min(from + PAGE, found.size());
    return LookupEventsResponse.builder()
        .events(
            found.subList(from, to).stream()
                .map(it -> Event.builder().cloudTrailEvent(it.event()).build())
                .toList())
        .nextToken(to < found.size() ? String.valueOf(to) : null)
        .build();
  }

  private static String value(Told event, String attribute) {
    return attribute.equals("Username") ? event.user() : event.key();
  }

  @Override
  public String serviceName() {
    return CloudTrailClient.SERVICE_NAME;
  }

  @Override
  public void close() {}
}
