package dev.rekey.activities.store.secretsmanager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A secret's value as JSON, in the form of AWS's own rotation functions: two fields are the login,
 * and all others (engine, host, port, dbname, masterarn) belong to whoever wrote them. Form: "JSON
 * structure of AWS Secrets Manager secrets" in AWS's user guide.
 */
final class SecretForm {
  /** IAM's access key ids: "IAM identifiers", unique id prefixes, in AWS's user guide. */
  private static final Pattern ACCESS_KEY_ID = Pattern.compile("(AKIA|ASIA)[A-Z0-9]{12,124}");

  private static final Pair PASSWORD = new Pair("username", "password");
  private static final Pair ACCESS_KEY = new Pair("accessKeyId", "secretAccessKey");

  private static final List<Pair> PAIRS =
      List.of(
          PASSWORD,
          ACCESS_KEY,
          new Pair("AccessKeyId", "SecretAccessKey"),
          new Pair("aws_access_key_id", "aws_secret_access_key"),
          new Pair("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"));

  private final ObjectNode fields;
  private final Pair pair;

  private record Pair(String identity, String value) {
    boolean isIn(JsonNode fields) {
      return fields.path(identity).isTextual() && fields.path(value).isTextual();
    }
  }

  private SecretForm(ObjectNode fields, Pair pair) {
    this.fields = fields;
    this.pair = pair;
  }

  /** The form of a secret that is new. */
  static SecretForm fresh(Login login) {
    Pair pair = ACCESS_KEY_ID.matcher(login.identity()).matches() ? ACCESS_KEY : PASSWORD;
    return new SecretForm(Wire.mapper().createObjectNode(), pair);
  }

  /**
   * The form that a value has.
   *
   * @param text the value; nothing if it is binary
   * @throws StepFailedException BAD_REQUEST if it is not JSON, or has none, or several, of the
   *     known pairs; the sentence quotes nothing of it
   */
  static SecretForm of(SecretId secret, Optional<String> text) {
    JsonNode parsed = text.map(SecretForm::parsed).orElseGet(Wire.mapper()::missingNode);
    if (!(parsed instanceof ObjectNode fields)) {
      throw unreadable(secret, "is no JSON object");
    }
    List<Pair> found = PAIRS.stream().filter(pair -> pair.isIn(fields)).toList();
    if (found.size() != 1) {
      throw unreadable(
          secret,
          found.isEmpty()
              ? "has no fields username and password, nor accessKeyId and secretAccessKey"
              : "has more than one pair of fields that may be the login");
    }
    return new SecretForm(fields, found.getFirst());
  }

  private static JsonNode parsed(String text) {
    try {
      return Wire.mapper().readTree(text);
    } catch (JsonProcessingException e) { // its message quotes the value
      return Wire.mapper().missingNode();
    }
  }

  private static StepFailedException unreadable(SecretId secret, String why) {
    return new StepFailedException(
        FailureCode.BAD_REQUEST,
        "The value of " + secret + " " + why + "; give it that form, nothing was changed");
  }

  /** The login in it. */
  Login login() {
    return new Login(
        fields.path(pair.identity()).textValue(),
        SecretValue.of(fields.path(pair.value()).textValue()));
  }

  /**
   * The same value with another login; every other field stays as it is.
   *
   * @throws StepFailedException VALUE_REJECTED if the value is not text, which JSON cannot hold
   */
  String with(Login login) {
    String value = login.value().reveal();
    if (!Arrays.equals(value.getBytes(StandardCharsets.UTF_8), login.value().revealBytes())) {
      throw new StepFailedException(FailureCode.VALUE_REJECTED, "The value is not UTF-8 text");
    }
    return fields
        .deepCopy()
        .put(pair.identity(), login.identity())
        .put(pair.value(), value)
        .toString();
  }
}
