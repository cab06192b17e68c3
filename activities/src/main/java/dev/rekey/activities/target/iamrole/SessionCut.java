package dev.rekey.activities.target.iamrole;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.FailureCode;
import dev.rekey.model.Sha256;
import dev.rekey.model.credential.IamRole;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The inline policy that denies everything to sessions issued before a moment. IAM cannot tell with
 * which external id a session was begun, so it cuts them all. Its statement's id says because of
 * which one, and whether the cut was finished, so that a crash neither forgets it nor repeats it.
 */
final class SessionCut {
  static final String NAME = "RekeyRevokeOlderSessions";

  private static final String BEGUN = "Cutting";
  private static final String DONE = "Cut";
  private static final int MARK_BYTES = 8;

  private final RoleAccount account;

  private record Cut(String sid, Instant before) {}

  SessionCut(RoleAccount account) {
    this.account = account;
  }

  /** The moment before which sessions are refused everything. */
  Instant before(IamRole spec) {
    return read(spec).map(Cut::before).orElse(Instant.MIN);
  }

  /** Cuts, before the external id is refused: more sessions may begin until then. */
  void begin(IamRole spec, Login old, Instant before) {
    write(spec, BEGUN + mark(old), before);
  }

  /** Whether sessions are to be cut, or cut again, because of this external id. */
  boolean isDue(IamRole spec, Login old) {
    return read(spec).filter(cut -> cut.sid().equals(DONE + mark(old))).isEmpty();
  }

  /** Cuts the sessions too that began while the external id was being refused. */
  void finish(IamRole spec, Login old, Instant before) {
    write(spec, DONE + mark(old), before);
  }

  /** Whether the policy is there as we write it; another hand may have emptied it. */
  boolean isWhole(IamRole spec) {
    return account.inlinePolicy(spec, NAME).filter(document -> isOurs(document)).isPresent();
  }

  private static boolean isOurs(String document) {
    try {
      JsonNode tree = Wire.mapper().readTree(document);
      JsonNode statement = tree.path("Statement").path(0);
      String before =
          statement.path("Condition").path("DateLessThan").path("aws:TokenIssueTime").asText();
      String ours = policy(statement.path("Sid").asText(), Instant.parse(before));
      return statement.path("Sid").asText().startsWith(DONE)
          && tree.equals(Wire.mapper().readTree(ours));
    } catch (JsonProcessingException | DateTimeParseException e) {
      return false;
    }
  }

  /** Cuts whatever is there: in a response it may be an opponent's. */
  void renew(IamRole spec, Login old, Instant before) {
    account.putInlinePolicy(
        spec, NAME, policy(DONE + mark(old), before.truncatedTo(ChronoUnit.SECONDS)));
  }

  private void write(IamRole spec, String sid, Instant before) {
    Instant there = before(spec);
    Instant later = before.isAfter(there) ? before : there;
    account.putInlinePolicy(spec, NAME, policy(sid, later.truncatedTo(ChronoUnit.SECONDS)));
  }

  private static String policy(String sid, Instant before) {
    return """
    {"Version": "2012-10-17", "Statement": [{"Sid": "%s", "Effect": "Deny", "Action": "*",
      "Resource": "*", "Condition": {"DateLessThan": {"aws:TokenIssueTime": "%s"}}}]}
    """
        .formatted(sid, before);
  }

  private Optional<Cut> read(IamRole spec) {
    return account.inlinePolicy(spec, NAME).map(document -> parse(spec, document));
  }

  private static Cut parse(IamRole spec, String document) {
    try {
      JsonNode statement = Wire.mapper().readTree(document).path("Statement").path(0);
      String before =
          statement.path("Condition").path("DateLessThan").path("aws:TokenIssueTime").asText();
      return new Cut(statement.path("Sid").asText(), Instant.parse(before));
    } catch (JsonProcessingException | DateTimeParseException e) {
      throw new StepFailedException(
          FailureCode.FOREIGN_WRITE,
          "Somebody changed the policy " + NAME + " of " + spec.name() + "; it was left alone");
    }
  }

  /** Recognises the external id; the trust policy beside it shows the id itself. */
  private static String mark(Login old) {
    return HexFormat.of().formatHex(Sha256.of(old.value().reveal()), 0, MARK_BYTES);
  }
}
