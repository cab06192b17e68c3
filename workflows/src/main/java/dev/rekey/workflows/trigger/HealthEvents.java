package dev.rekey.workflows.trigger;

import dev.rekey.model.trigger.Clue;
import dev.rekey.model.trigger.Question;
import dev.rekey.model.trigger.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * AWS Health: credentials that AWS found where they do not belong. An event grows as more of them
 * are found, and comes from two regions; so each affected credential is a trigger of its own.
 */
final class HealthEvents implements EventSource {
  private static final String SOURCE = "health";
  private static final Pattern KEY =
      Pattern.compile("(?:.*[^A-Z0-9])?((?:AKIA|ASIA)[A-Z0-9]{12,124})");

  @Override
  public boolean sent(Event event) {
    return event.says("/source", "aws.health");
  }

  @Override
  public List<Trigger> read(Event event) {
    if (event.says("/detail/statusCode", "closed")) {
      return List.of();
    }
    return switch (event.text("/detail/eventTypeCode")) {
      case "AWS_RISK_CREDENTIALS_EXPOSED", "AWS_RISK_CREDENTIALS_COMPROMISED" ->
          each(event).map(entity -> respond(event, entity)).toList();
      case "AWS_RISK_CREDENTIALS_EXPOSURE_SUSPECTED", "AWS_RISK_CREDENTIALS_COMPROMISE_SUSPECTED" ->
          each(event).map(entity -> ask(event, entity)).toList();
      default -> List.of(); // the account's other affairs
    };
  }

  private static Trigger respond(Event event, String entity) {
    return new Trigger.Respond(
        id(event, entity), event.text("/detail/eventTypeCode"), clues(event, entity));
  }

  private static Trigger ask(Event event, String entity) {
    return new Trigger.Ask(
        id(event, entity),
        Question.SUSPECTED,
        event.text("/detail/eventTypeCode"),
        clues(event, entity));
  }

  private static String id(Event event, String entity) {
    return Event.id(SOURCE, event.text("/detail/eventArn") + "/" + entity);
  }

  /** What is affected; the key that AWS names beside it, if it lists nothing. */
  private static Stream<String> each(Event event) {
    List<String> entities =
        event
            .each("/detail/affectedEntities")
            .map(entity -> entity.text("/entityValue"))
            .distinct()
            .toList();
    return entities.isEmpty()
        ? Stream.of(event.text("/detail/eventMetadata/publicKey"))
        : entities.stream();
  }

  private static List<Clue> clues(Event event, String entity) {
    List<Clue> clues = new ArrayList<>();
    Matcher key = KEY.matcher(entity);
    boolean named = key.matches();
    clues.add(named ? new Clue.AccessKey(key.group(1)) : new Clue.Other(entity));
    if (!named
        || event.maybe("/detail/eventMetadata/publicKey").equals(Optional.of(key.group(1)))) {
      event
          .maybe("/detail/eventMetadata/userName")
          .ifPresent(user -> clues.add(new Clue.Principal(event.text("/account"), "user/" + user)));
    }
    return clues;
  }
}
