package dev.rekey.activities.store.secretsmanager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.cloudtrail.model.Event;

/**
 * A read of one or more secrets, as CloudTrail tells it.
 *
 * @param principal who, a session as its role
 * @param at when, to the second
 * @param secrets the names or ARNs that were asked for; none if they were asked for by a filter
 * @param version the version that was asked for, if one was
 * @param stage the label that was asked for, if one was
 */
record TrailEvent(
    String principal,
    Instant at,
    List<String> secrets,
    Optional<String> version,
    Optional<String> stage) {
  /**
   * Reads an event; nothing if the read was refused. What it does not tell is taken as the worst:
   * an unknown principal reads anything.
   */
  static Optional<TrailEvent> of(Event event) {
    JsonNode told = parsed(event.cloudTrailEvent());
    if (told.hasNonNull("errorCode")) {
      return Optional.empty();
    }
    JsonNode asked = told.path("requestParameters");
    return Optional.of(
        new TrailEvent(
            principal(told.path("userIdentity"), event),
            event.eventTime(),
            secrets(asked),
            text(asked.path("versionId")).or(() -> text(asked.path("VersionId"))),
            text(asked.path("versionStage")).or(() -> text(asked.path("VersionStage")))));
  }

  private static JsonNode parsed(String event) {
    try {
      return Wire.mapper().readTree(event == null ? "" : event);
    } catch (JsonProcessingException e) {
      return Wire.mapper().missingNode();
    }
  }

  private static String principal(JsonNode identity, Event event) {
    return text(identity.path("arn"))
        .map(Principals::role)
        .or(() -> text(identity.path("invokedBy")))
        .or(() -> Optional.ofNullable(event.username()))
        .orElse("somebody whom CloudTrail does not name");
  }

  private static List<String> secrets(JsonNode asked) {
    return Stream.concat(
            Stream.of(asked.path("secretId"), asked.path("SecretId")),
            Stream.of(asked.path("secretIdList"), asked.path("SecretIdList"))
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false)))
        .flatMap(node -> text(node).stream())
        .toList();
  }

  private static Optional<String> text(JsonNode node) {
    return Optional.ofNullable(node.textValue()).filter(text -> !text.isBlank());
  }

  /** Whether this may be a read of that secret: by its name, its ARN, or one without its end. */
  boolean mayBeOf(String name, String arn) {
    return secrets.isEmpty()
        || secrets.stream()
            .anyMatch(
                asked -> asked.equals(name) || asked.equals(arn) || arn.startsWith(asked + "-"));
  }
}
