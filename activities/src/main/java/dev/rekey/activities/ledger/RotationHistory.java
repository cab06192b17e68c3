package dev.rekey.activities.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.rekey.activities.Wire;
import dev.rekey.activities.ledger.PastRotation.PastStep;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The rotations that the ledger remembers, with what each step saw. */
public final class RotationHistory {
  private static final TypeReference<List<PastStep>> STEPS = new TypeReference<>() {};

  private final Ledger ledger;

  /** Takes the ledger. */
  public RotationHistory(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * The latest rotations, the newest first.
   *
   * @param secret of which credential; nothing for all
   * @param limit at most how many
   */
  public List<PastRotation> latest(Optional<SecretId> secret, int limit) {
    return ledger.all(
        """
        SELECT r.*, coalesce(r.outcome, CASE WHEN EXISTS (
            SELECT FROM rekey.rotation later
            WHERE later.secret = r.secret AND later.started_at > r.started_at)
          THEN 'unfinished' ELSE 'running' END) AS fate,
          (SELECT coalesce(jsonb_agg(
              jsonb_build_object('step', s.step, 'at', s.at, 'facts', s.facts) ORDER BY s.at), '[]')
            FROM rekey.rotation_step s WHERE s.version = r.version) AS steps
        FROM (
          SELECT * FROM rekey.rotation WHERE secret = coalesce(?, secret)
          ORDER BY started_at DESC LIMIT ?) r
        ORDER BY r.started_at DESC""",
        RotationHistory::past,
        secret,
        limit);
  }

  private static PastRotation past(Row row) throws SQLException {
    return new PastRotation(
        new SecretId(row.text("secret")),
        new VersionId(row.text("version")),
        new VersionId(row.text("old_version")),
        RotationReason.valueOf(row.text("reason")),
        row.text("requested_by"),
        row.instant("started_at"),
        row.maybeInstant("ended_at"),
        row.text("fate"),
        row.maybeText("failed_step").map(RotationStep::valueOf),
        row.maybeText("failure_code").map(FailureCode::valueOf),
        row.maybeText("failure_reason"),
        steps(row.text("steps")));
  }

  private static List<PastStep> steps(String json) {
    try {
      return Wire.mapper().readValue(json, STEPS);
    } catch (JsonProcessingException e) { // its message quotes the text
      throw new IllegalStateException("The ledger's facts are none that this Rekey knows");
    }
  }
}
