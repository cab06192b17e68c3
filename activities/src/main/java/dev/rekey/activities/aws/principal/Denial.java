package dev.rekey.activities.aws.principal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.Wire;
import java.net.URLDecoder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Inline policies by which a user or a role loses what it may do, without losing anything else: who
 * takes the policy away has everything as it was.
 */
public final class Denial {
  /** Of everything, while nothing that is to live is there yet. */
  public static final String CONTAINED = "RekeyContained";

  /** Of what was made before a moment. The name that AWS's console gives the same policy. */
  public static final String OLDER_SESSIONS = "AWSRevokeOlderSessions";

  private static final String EVERYTHING =
      """
      {"Version":"2012-10-17","Statement":[{"Sid":"Contained","Effect":"Deny","Action":"*",\
      "Resource":"*"}]}\
      """;

  /** AWS knows whole seconds, so a moment within one denies all of it. */
  private static final long ALMOST_A_SECOND = 999_999_999;

  private Denial() {}

  /** Denies everything to everybody who acts as this user or role, sessions too. */
  public static String everything() {
    return EVERYTHING;
  }

  /** Whether a document, as IAM shows it, is {@link #everything}. */
  public static boolean isEverything(String document) {
    return tree(document).equals(tree(EVERYTHING));
  }

  /**
   * Denies everything to sessions that were issued before a moment. They outlive the key with which
   * they were begun by up to 36 hours, but act with the permissions of the user or the role (IAM
   * User Guide, "Disabling permissions for temporary security credentials"). A request that is
   * signed with a key itself has no {@code aws:TokenIssueTime}, and is not denied.
   */
  public static String before(Instant moment) {
    Instant end = moment.plusNanos(ALMOST_A_SECOND).truncatedTo(ChronoUnit.SECONDS);
    return """
    {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["*"],"Resource":["*"],\
    "Condition":{"DateLessThan":{"aws:TokenIssueTime":"%s"}}}]}\
    """
        .formatted(end);
  }

  /** The moment of a document that is {@link #before}; nothing if another hand changed it. */
  public static Optional<Instant> moment(String document) {
    JsonNode tree = tree(document);
    String text = tree.at("/Statement/0/Condition/DateLessThan/aws:TokenIssueTime").asText();
    try {
      Instant moment = Instant.parse(text);
      return Optional.of(moment).filter(it -> tree.equals(tree(before(it))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static JsonNode tree(String document) {
    try {
      return Wire.mapper().readTree(document);
    } catch (JsonProcessingException e) { // not one of ours
      return Wire.mapper().missingNode();
    }
  }

  /** IAM gives documents URL-encoded (RFC 3986), in which a plus is itself. */
  public static String decoded(String document) {
    return URLDecoder.decode(document.replace("+", "%2B"), UTF_8);
  }
}
