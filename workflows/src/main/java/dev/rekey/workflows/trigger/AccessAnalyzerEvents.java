package dev.rekey.workflows.trigger;

import dev.rekey.model.trigger.Clue;
import dev.rekey.model.trigger.Question;
import dev.rekey.model.trigger.Trigger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * IAM Access Analyzer: a secret that strangers may read is as good as leaked; a key that nobody
 * uses is a question. Findings about what holds no credential are not ours.
 */
final class AccessAnalyzerEvents implements EventSource {
  private static final String SOURCE = "access-analyzer";
  private static final Pattern USER =
      Pattern.compile("arn:[^:]+:iam::([0-9]{12}):user/(?:.*/)?([^/]+)");

  @Override
  public boolean sent(Event event) {
    return event.says("/source", "aws.access-analyzer");
  }

  @Override
  public List<Trigger> read(Event event) {
    if (!event.says("/detail/status", "ACTIVE")
        || event.isTrue("/detail/isDeleted")
        || event.has("/detail/error")) {
      return List.of();
    }
    return switch (event.text("/detail-type")) {
      case "Access Analyzer Finding" -> external(event).stream().toList();
      case "Unused Access Finding for IAM entities" -> unused(event).stream().toList();
      default -> List.of();
    };
  }

  private static Optional<Trigger> external(Event event) {
    return event.says("/detail/resourceType", "AWS::SecretsManager::Secret")
        ? Optional.of(
            new Trigger.Respond(
                Event.id(SOURCE, event.text("/detail/id")),
                "ExternalAccess",
                List.of(new Clue.Secret(event.text("/detail/resource")))))
        : Optional.empty();
  }

  private static Optional<Trigger> unused(Event event) {
    return event.says("/detail/findingType", "UnusedIAMUserAccessKey")
        ? Optional.of(
            new Trigger.Ask(
                Event.id(SOURCE, event.text("/detail/findingId")),
                Question.UNUSED_KEY,
                "UnusedIAMUserAccessKey",
                List.of(user(event.text("/detail/resource")))))
        : Optional.empty();
  }

  private static Clue user(String arn) {
    Matcher user = USER.matcher(arn);
    return user.matches()
        ? new Clue.Principal(user.group(1), "user/" + user.group(2))
        : new Clue.Other(arn);
  }
}
