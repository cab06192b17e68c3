package dev.rekey.activities.store.secretsmanager;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/** CloudTrail's event history in memory: fifty events at once, the latest first. */
final class InMemoryTrail implements CloudTrailClient {
  private static final int PAGE = 50;

  private final List<Event> events = new ArrayList<>();
  private Optional<AwsServiceException> refusal = Optional.empty();
  private int asked;

  void add(String name, Instant at, String told) {
    events.add(
        Event.builder()
            .eventId(UUID.randomUUID().toString())
            .eventName(name)
            .eventTime(at)
            .cloudTrailEvent(told)
            .build());
  }

  /** From now on every look is refused so. */
  void refuse(AwsServiceException how) {
    refusal = Optional.of(how);
  }

  /** How often it was asked. */
  int asked() {
    return asked;
  }

  @Override
  public LookupEventsResponse lookupEvents(LookupEventsRequest ask) {
    asked++;
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    String name = ask.lookupAttributes().getFirst().attributeValue();
    List<Event> found =
        events.stream()
            .filter(event -> event.eventName().equals(name))
            .filter(event -> !event.eventTime().isBefore(ask.startTime()))
            .filter(event -> !event.eventTime().isAfter(ask.endTime()))
            .toList();
    int from = ask.nextToken() == null ? 0 : Integer.parseInt(ask.nextToken());
    int to = Math.min(found.size(), from + PAGE);
    return LookupEventsResponse.builder()
        .events(found.subList(from, to))
        .nextToken(to < found.size() ? Integer.toString(to) : null)
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
