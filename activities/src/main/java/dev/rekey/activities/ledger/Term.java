package dev.rekey.activities.ledger;

import dev.rekey.model.policy.RotationPolicy;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Until when a value lasts that ends by itself, and when it is to be replaced because of that.
 *
 * @param from from when on it is to be replaced
 * @param until until when, whatever windows and freezes say; in the past if it is to be at once
 * @param end when it is worth nothing any more
 */
public record Term(Instant from, Instant until, Instant end) {
  /** The columns that {@link #read} reads; all of them are null of a value without an end. */
  public static final String COLUMNS = "valid_until, replace_from, replace_until";

  /** Reads the columns. */
  public static Optional<Term> read(Row row) throws SQLException {
    Optional<Instant> end = row.maybeInstant("valid_until");
    return end.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Term(row.instant("replace_from"), row.instant("replace_until"), end.get()));
  }

  /** When a value is too old: by its policy, or because it has ended before. */
  public static Instant deadline(RotationPolicy policy, Instant since, Optional<Term> term) {
    Instant oldest = since.plus(policy.maxAge());
    return term.map(Term::end).filter(end -> end.isBefore(oldest)).orElse(oldest);
  }
}
