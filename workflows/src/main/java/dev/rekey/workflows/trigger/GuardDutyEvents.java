package dev.rekey.workflows.trigger;

import dev.rekey.model.trigger.Clue;
import dev.rekey.model.trigger.Question;
import dev.rekey.model.trigger.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * GuardDuty: somebody uses a credential who should not. A finding comes again each time that it is
 * seen again, with the same id; samples and archived findings are nobody's trouble.
 */
final class GuardDutyEvents implements EventSource {
  private static final String SOURCE = "guardduty";
  private static final String KEY = "/detail/resource/accessKeyDetails";

  /** Findings that say that a credential is in other hands. */
  private static final List<String> COMPROMISE =
      List.of("UnauthorizedAccess:IAMUser/", "CredentialAccess:", "Exfiltration:");

  @Override
  public boolean sent(Event event) {
    return event.says("/source", "aws.guardduty");
  }

  @Override
  public List<Trigger> read(Event event) {
    String type = event.text("/detail/type");
    if (event.isTrue("/detail/service/archived")
        || event.isTrue("/detail/service/additionalInfo/sample")) {
      return List.of();
    }
    String id = Event.id(SOURCE, event.text("/detail/id"));
    if (COMPROMISE.stream().anyMatch(type::startsWith)) {
      return List.of(new Trigger.Respond(id(event, id), type, clues(event)));
    }
    return event.has(KEY)
        ? List.of(new Trigger.Ask(id(event, id), Question.SUSPECTED, type, clues(event)))
        : List.of();
  }

  /** The same finding about another key is another matter. */
  private static String id(Event event, String id) {
    return event.maybe(KEY + "/accessKeyId").map(key -> Event.id(id, key)).orElse(id);
  }

  private static List<Clue> clues(Event event) {
    List<Clue> clues = new ArrayList<>();
    event.maybe(KEY + "/accessKeyId").map(Clue.AccessKey::new).ifPresent(clues::add);
    principal(event).ifPresent(clues::add);
    if (clues.isEmpty()) {
      clues.add(new Clue.Other(other(event)));
    }
    return clues;
  }

  private static Optional<Clue> principal(Event event) {
    return event
        .maybe(KEY + "/userName")
        .flatMap(
            name ->
                kind(event)
                    .map(kind -> new Clue.Principal(event.text("/detail/accountId"), kind + name)));
  }

  private static Optional<String> kind(Event event) {
    return switch (event.maybe(KEY + "/userType").orElse("").toLowerCase(Locale.ROOT)) {
      case "iamuser" -> Optional.of("user/");
      case "assumedrole", "role" -> Optional.of("role/");
      default -> Optional.empty(); // the root user, and services
    };
  }

  /** A finding about a database names its login; we cannot tell which of ours that is. */
  private static String other(Event event) {
    return Stream.of(
            "/detail/resource/rdsDbInstanceDetails/dbInstanceIdentifier",
            "/detail/resource/rdsDbUserDetails/user",
            "/detail/resource/resourceType")
        .flatMap(pointer -> event.maybe(pointer).stream())
        .findFirst()
        .map(name -> "what GuardDuty calls " + name)
        .orElse("what GuardDuty does not name");
  }
}
