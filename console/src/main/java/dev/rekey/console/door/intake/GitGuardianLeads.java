package dev.rekey.console.door.intake;

import dev.rekey.model.trigger.Clue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/**
 * GitGuardian tells of its incidents and honeytokens. It rarely gives the value: what it gives is
 * recognised, and so are public ids, and a tag {@code rekey} that names the credential.
 */
final class GitGuardianLeads implements LeadReader {
  /** What happens to its incidents without anything having leaked. */
  private static final Set<String> NO_LEAK =
      Set.of("resolved", "ignored", "assigned", "unassigned", "reassigned", "severity", "note");

  private static final Set<String> VALUES =
      Set.of("secret", "value", "match", "token", "password", "apikey", "api_key");

  @Override
  public List<Lead> read(JsonNode message) {
    if (!message.isObject()) {
      throw new NotUnderstood("GitGuardian's message is an object");
    }
    String action = message.path("action").asString("").toLowerCase(Locale.ROOT);
    return NO_LEAK.stream().anyMatch(action::contains) ? List.of() : List.of(lead(message, action));
  }

  private static Lead lead(JsonNode message, String action) {
    JsonNode incident = message.path("incident").isObject() ? message.path("incident") : message;
    List<String> raw = new ArrayList<>();
    Set<Clue> clues = new LinkedHashSet<>();
    texts(
        message,
        "",
        (name, text) -> {
          if (VALUES.contains(name)) {
            raw.add(text);
          }
          clues.addAll(RawValue.accessKeys(text));
        });
    named(incident.path("custom_tags"), clues);
    raw.removeIf(text -> clues.contains(new Clue.Secret(text)));
    String kind = PlainWords.of(detector(incident), raw);
    String place = PlainWords.of(incident.path("gitguardian_url").asString(""), raw);
    return new Lead(
        "GitGuardian: " + kind + ", " + PlainWords.of(action, raw) + " " + place,
        kind,
        raw.stream().flatMap(text -> new RawValue(text).values().stream()).toList(),
        List.copyOf(clues),
        exposedAt(incident),
        incident.path("validity").asString("").equals("valid"));
  }

  private static String detector(JsonNode incident) {
    JsonNode detector = incident.path("detector");
    return detector.path("display_name").asString(detector.path("name").asString("a secret"));
  }

  private static void named(JsonNode tags, Set<Clue> clues) {
    for (JsonNode tag : tags) {
      String value = tag.path("value").asString("");
      if (tag.path("key").asString("").equalsIgnoreCase("rekey") && !value.isBlank()) {
        clues.add(new Clue.Secret(value));
      }
    }
  }

  private static Optional<Instant> exposedAt(JsonNode incident) {
    try {
      String date = incident.path("date").asString("");
      return date.isEmpty()
          ? Optional.empty()
          : Optional.of(OffsetDateTime.parse(date).toInstant());
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  private static void texts(JsonNode node, String name, BiConsumer<String, String> each) {
    if (node.isString()) {
      each.accept(name, node.asString());
    }
    if (node.isObject()) {
      node.properties().forEach(field -> texts(field.getValue(), field.getKey(), each));
    }
    if (node.isArray()) {
      node.forEach(element -> texts(element, name, each));
    }
  }
}
