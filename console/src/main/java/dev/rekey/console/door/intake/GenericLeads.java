package dev.rekey.console.door.intake;

import dev.rekey.model.trigger.Clue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Our own format: {@code {finding, exposedAt, credentials: [{value, secret, accessKeyId, principal,
 * certificate}]}}. What is misspelt is refused, so that a sender finds it when it is set up.
 */
final class GenericLeads implements LeadReader {
  private static final Set<String> WHOLE = Set.of("finding", "exposedAt", "credentials");
  private static final Set<String> ONE =
      Set.of("value", "secret", "accessKeyId", "principal", "certificate");
  private static final int MOST = 100;
  private static final Pattern ARN =
      Pattern.compile("arn:[a-z-]+:iam::([0-9]{12}):(user|role)/(?:.*/)?([^/]+)");

  @Override
  public List<Lead> read(JsonNode message) {
    require(message, WHOLE, "The message");
    JsonNode credentials = message.path("credentials");
    if (!credentials.isArray() || credentials.isEmpty() || credentials.size() > MOST) {
      throw new NotUnderstood("The message has 1 to " + MOST + " credentials");
    }
    String finding = message.path("finding").asString("");
    if (finding.isBlank()) {
      throw new NotUnderstood("The message says what was found, as finding");
    }
    Optional<Instant> exposedAt = exposedAt(message);
    List<String> raw =
        StreamSupport.stream(credentials.spliterator(), false)
            .map(one -> one.path("value").asString(""))
            .filter(value -> !value.isBlank())
            .toList();
    String about = PlainWords.of(finding, raw);
    return StreamSupport.stream(credentials.spliterator(), false)
        .map(one -> lead(one, about, exposedAt))
        .toList();
  }

  private static Lead lead(JsonNode one, String about, Optional<Instant> exposedAt) {
    require(one, ONE, "A credential");
    List<Clue> clues = new ArrayList<>();
    text(one, "secret").map(Clue.Secret::new).ifPresent(clues::add);
    text(one, "accessKeyId").map(Clue.AccessKey::new).ifPresent(clues::add);
    text(one, "principal").map(GenericLeads::principal).ifPresent(clues::add);
    text(one, "certificate")
        .map(text -> new Clue.Certificate(PlainWords.of(text, List.of())))
        .ifPresent(clues::add);
    Optional<RawValue> value = text(one, "value").map(RawValue::new);
    value.ifPresent(known -> clues.addAll(known.clues()));
    if (clues.isEmpty() && value.isEmpty()) {
      throw new NotUnderstood("A credential has at least one of " + String.join(", ", ONE));
    }
    return new Lead(
        about, "credential", value.map(RawValue::values).orElse(List.of()), clues, exposedAt, true);
  }

  private static Clue principal(String arn) {
    Matcher parts = ARN.matcher(arn);
    if (!parts.matches()) {
      throw new NotUnderstood("A principal is the ARN of an IAM user or role");
    }
    return new Clue.Principal(parts.group(1), parts.group(2) + "/" + parts.group(3));
  }

  private static Optional<String> text(JsonNode one, String field) {
    JsonNode found = one.path(field);
    if (!found.isMissingNode() && (!found.isString() || found.asString().isBlank())) {
      throw new NotUnderstood("The field " + field + " of a credential is a text");
    }
    return found.isMissingNode() ? Optional.empty() : Optional.of(found.asString());
  }

  private static Optional<Instant> exposedAt(JsonNode message) {
    JsonNode given = message.path("exposedAt");
    try {
      return given.isMissingNode()
          ? Optional.empty()
          : Optional.of(Instant.parse(given.asString()));
    } catch (DateTimeException none) {
      throw new NotUnderstood("exposedAt is a time such as 2026-11-25T03:00:00Z");
    }
  }

  private static void require(JsonNode node, Set<String> fields, String what) {
    if (!node.isObject() || !fields.containsAll(node.propertyNames())) {
      throw new NotUnderstood(what + " is an object with no fields but " + sorted(fields));
    }
  }

  private static String sorted(Set<String> fields) {
    return String.join(", ", fields.stream().sorted().toList());
  }
}
