package dev.rekey.workflows.trigger;

import dev.rekey.model.credential.VersionId;
import dev.rekey.model.trigger.Clue;
import dev.rekey.model.trigger.Question;
import dev.rekey.model.trigger.Trigger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What AWS Secrets Manager does and is asked to do, as CloudTrail tells EventBridge. */
final class SecretsManagerEvents implements EventSource {
  private static final String SOURCE = "secrets-manager";
  private static final String CURRENT = "AWSCURRENT";

  /** {@code Rotation-<ARN>-<ClientRequestToken>}, as observed; AWS does not document it. */
  private static final Pattern ROTATION = Pattern.compile("Rotation-.+-([0-9a-f-]{36})");

  private final Set<String> writers;

  SecretsManagerEvents(Set<String> writers) {
    this.writers = Set.copyOf(writers);
  }

  @Override
  public boolean sent(Event event) {
    return event.says("/source", "aws.secretsmanager");
  }

  @Override
  public List<Trigger> read(Event event) {
    if (event.has("/detail/errorCode")) {
      return List.of(); // a call that was refused
    }
    return switch (event.text("/detail/eventName")) {
      case "RotationSucceeded" -> List.of(rotated(event));
      case "RotationFailed" ->
          List.of(ask(event, Question.NATIVE_ROTATION_FAILED, rotatedSecret(event)));
      case "PutSecretValue", "UpdateSecret" -> written(event);
      case "DeleteSecret" -> List.of(ask(event, Question.SECRET_DELETED, calledSecret(event)));
      default -> List.of(); // RotationStarted and others: nothing to do about it
    };
  }

  private static Trigger rotated(Event event) {
    Clue.Secret secret = rotatedSecret(event);
    Optional<VersionId> version = version(event);
    if (version.isEmpty()) {
      return ask(event, Question.VERSION_UNNAMED, secret);
    }
    return new Trigger.Finish(
        Event.id(SOURCE, "rotated/" + version.get().value()), secret, version.get());
  }

  private static Optional<VersionId> version(Event event) {
    try {
      return event
          .maybe("/detail/additionalEventData/ClientRequestToken")
          .or(() -> event.maybe("/detail/requestID").flatMap(SecretsManagerEvents::token))
          .map(VersionId::new);
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  private static Optional<String> token(String request) {
    Matcher matcher = ROTATION.matcher(request);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** A value that is only staged is not in use; the rotation that staged it will say more. */
  private List<Trigger> written(Event event) {
    boolean current =
        !event.has("/detail/requestParameters/versionStages")
            || event.texts("/detail/requestParameters/versionStages").anyMatch(CURRENT::equals);
    boolean expected =
        event
            .first(
                "/detail/userIdentity/sessionContext/sessionIssuer/userName",
                "/detail/userIdentity/userName")
            .filter(writers::contains)
            .or(
                () ->
                    event
                        .first(
                            "/detail/userIdentity/sessionContext/sessionIssuer/arn",
                            "/detail/userIdentity/arn")
                        .filter(writers::contains))
            .isPresent();
    return current && !expected
        ? List.of(ask(event, Question.WRITTEN_BY_HAND, calledSecret(event)))
        : List.of();
  }

  private static Trigger ask(Event event, Question question, Clue.Secret secret) {
    return new Trigger.Ask(
        Event.id(SOURCE, event.text("/detail/eventID")),
        question,
        event.text("/detail/eventName"),
        List.of(secret));
  }

  private static Clue.Secret rotatedSecret(Event event) {
    return secret(
        event, "/detail/additionalEventData/SecretId", "/detail/serviceEventDetails/secretId");
  }

  /** The answer has the whole ARN; the request what the caller chose to say. */
  private static Clue.Secret calledSecret(Event event) {
    return secret(
        event,
        "/detail/responseElements/arn",
        "/detail/responseElements/aRN",
        "/detail/requestParameters/secretId");
  }

  private static Clue.Secret secret(Event event, String... pointers) {
    return new Clue.Secret(
        event
            .first(pointers)
            .orElseThrow(() -> new NotUnderstoodException("The event names no secret")));
  }
}
