package dev.rekey.activities.store.secretsmanager;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.model.FailureCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/**
 * All reads of secrets in the region, from CloudTrail's event history. They are looked through once
 * for all secrets, from the earliest time that was ever asked about, window by window: LookupEvents
 * finds by one attribute, and which names an event lists as its resources AWS does not say. What
 * was looked through is kept as long as the process lives.
 */
final class ReadTrail {
  /**
   * "CloudTrail typically delivers events within an average of about 5 minutes", the event history
   * within 15: "LookupEvents" in its API reference.
   */
  static final Duration LATE = Duration.ofMinutes(15);

  /** How far back the event history goes. */
  static final Duration KEPT = Duration.ofDays(90);

  /** LookupEvents allows two calls a second; a step has some ten seconds for this. */
  private static final int MOST_PAGES = 20;

  /** Far below how late the trail is, so that nothing is missed by it. */
  private static final Duration FRESH = Duration.ofSeconds(20);

  private static final Duration LONGEST_WINDOW = Duration.ofDays(7);
  private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(10);
  private static final List<String> READS = List.of("GetSecretValue", "BatchGetSecretValue");

  private final CloudTrailClient client;
  private final Principals principals;
  private final Duration late;
  private final InstantSource clock;
  private final Map<String, TrailEvent> found = new LinkedHashMap<>();
  private Instant from = Instant.MAX;
  private Instant to = Instant.MIN;
  private Instant lookedAt = Instant.MIN;
  private Duration window = LONGEST_WINDOW;
  private int mostPages = MOST_PAGES;
  private int pages;

  /**
   * Takes whom to ask.
   *
   * @param late how late CloudTrail may be: {@link #LATE}, unless it is known to be faster
   */
  ReadTrail(CloudTrailClient client, Principals principals, Duration late, InstantSource clock) {
    this.late = late;
    this.client = client;
    this.principals = principals;
    this.clock = clock;
  }

  /**
   * The reads of others since then, as far as CloudTrail shows them by now.
   *
   * @throws StepFailedException THROTTLED if there are more than can be looked through at once; the
   *     next call goes on where this one stopped. Retryable or not, as CloudTrail refuses
   */
  synchronized List<TrailEvent> since(Instant earliest) {
    Instant now = clock.instant();
    pages = 0;
    if (earliest.isBefore(from)) { // from the start: windows only grow towards now
      from = earliest;
      to = earliest;
      lookedAt = Instant.MIN;
    }
    Duration fresh = FRESH.compareTo(late) < 0 ? FRESH : Duration.ZERO;
    if (!lookedAt.isAfter(now.minus(fresh))) {
      lookUpTo(now);
      lookedAt = now;
    }
    return List.copyOf(found.values());
  }

  /**
   * What came late into a window that was looked through is found by looking again. A window that
   * is too full is halved; the shortest is looked through however full it is, or nobody ever comes
   * past it.
   */
  private void lookUpTo(Instant now) {
    Instant first = to;
    Instant settled = now.minus(late);
    for (Instant start = first; start.isBefore(now); ) {
      Instant end = start.plus(window).isBefore(now) ? start.plus(window) : now;
      boolean mustEnd = start.equals(first) && window.compareTo(SHORTEST_WINDOW) <= 0;
      mostPages = mustEnd ? Integer.MAX_VALUE : MOST_PAGES;
      for (String name : READS) {
        look(name, start, end);
      }
      to = end.isBefore(settled) ? end : settled.isAfter(to) ? settled : to;
      window =
          window.multipliedBy(2).compareTo(LONGEST_WINDOW) < 0
              ? window.multipliedBy(2)
              : LONGEST_WINDOW;
      start = end;
    }
  }

  private void look(String name, Instant start, Instant end) {
    Optional<String> next = Optional.empty();
    List<Event> events = new ArrayList<>();
    do {
      LookupEventsResponse page = page(name, start, end, next);
      events.addAll(page.events());
      next = Optional.ofNullable(page.nextToken());
    } while (next.isPresent());
    for (Event event : events) {
      TrailEvent.of(event)
          .filter(read -> !principals.isOwn(read.principal()))
          .ifPresent(read -> found.put(event.eventId(), read));
    }
  }

  private LookupEventsResponse page(
      String name, Instant start, Instant end, Optional<String> next) {
    if (pages++ >= mostPages) {
      window = window.compareTo(SHORTEST_WINDOW) > 0 ? window.dividedBy(2) : window;
      throw new StepFailedException(
          FailureCode.THROTTLED,
          "CloudTrail lists more reads of secrets than can be looked through at once; the next look"
              + " goes on from "
              + to);
    }
    LookupEventsRequest.Builder ask =
        LookupEventsRequest.builder()
            .lookupAttributes(
                LookupAttribute.builder()
                    .attributeKey(LookupAttributeKey.EVENT_NAME)
                    .attributeValue(name)
                    .build())
            .startTime(start)
            .endTime(end);
    next.ifPresent(ask::nextToken);
    return AwsFailures.classified(
        FailureCode.STORE_UNAVAILABLE,
        "CloudTrail, looking who read secrets",
        () -> client.lookupEvents(ask.build()));
  }
}
