package dev.rekey.console.embedded.wiring;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.ledger.Row;
import dev.rekey.console.api.ExerciseFiled;
import dev.rekey.console.api.ExerciseFiling;
import dev.rekey.console.api.ExerciseFiling.Improvement;
import dev.rekey.console.api.RemediationView;
import dev.rekey.console.door.exercise.ExerciseBook;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Exercises in the ledger, and in the evidence log within the same transaction. */
final class LedgerExercises implements ExerciseBook {
  private static final String MARK = "EXERCISE";
  private static final int MOST = 1_000;

  private final Ledger ledger;
  private final DoorEvidence evidence;

  LedgerExercises(Ledger ledger) {
    this.ledger = ledger;
    this.evidence = new DoorEvidence(ledger);
  }

  @Override
  public ExerciseFiled file(ExerciseFiling exercise, String by, Instant at) {
    String entry = "exercise/" + exercise.exercise();
    ledger.together(
        () -> {
          boolean fresh = add(exercise, by, at);
          if (fresh) {
            evidence.tell(
                entry, "exercise.concluded", entry, exercise.started(), told(exercise, by));
            exercise.improvements().forEach(one -> open(exercise.exercise(), one, at));
          }
          return fresh;
        });
    return new ExerciseFiled(exercise.exercise(), entry, exercise.improvements().size());
  }

  private boolean add(ExerciseFiling exercise, String by, Instant at) {
    return ledger.change(
            "INSERT INTO rekey.exercise (id, scenario, version, grade, started_at, recorded_by,"
                + " recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
            exercise.exercise(),
            exercise.scenario(),
            exercise.version(),
            exercise.grade(),
            exercise.started(),
            by,
            at)
        == 1;
  }

  /** An entry has whole numbers only: the score is text. */
  private static Map<String, Object> told(ExerciseFiling exercise, String by) {
    return Map.of(
        "mark", MARK,
        "by", by,
        "scenario", exercise.scenario(),
        "version", exercise.version(),
        "digest", exercise.digest(),
        "report", exercise.report(),
        "how", exercise.how(),
        "score", Double.toString(exercise.score()),
        "grade", exercise.grade(),
        "improvements", exercise.improvements().size());
  }

  private void open(String exercise, Improvement one, Instant at) {
    String id = exercise + "/" + one.finding();
    ledger.change(
        "INSERT INTO rekey.remediation (id, exercise, finding, what, owner, due)"
            + " VALUES (?, ?, ?, ?, ?, ?::date)",
        id,
        exercise,
        one.finding(),
        one.what(),
        one.owner(),
        one.due().toString());
    evidence.tell(
        "remediation/" + id + "/opened",
        "remediation.opened",
        "exercise/" + exercise,
        at,
        Map.of(
            "mark", MARK, "what", one.what(), "owner", one.owner(), "due", one.due().toString()));
  }

  @Override
  public List<RemediationView> open(LocalDate today) {
    return ledger.all(
        "SELECT id, exercise, finding, what, owner, due::text AS due FROM rekey.remediation"
            + " WHERE closed_at IS NULL ORDER BY due, id LIMIT "
            + MOST,
        row -> view(row, today));
  }

  private static RemediationView view(Row row, LocalDate today) throws SQLException {
    LocalDate due = LocalDate.parse(row.text("due"));
    return new RemediationView(
        row.text("id"),
        row.text("exercise"),
        row.text("finding"),
        row.text("what"),
        row.text("owner"),
        due,
        today.isAfter(due));
  }

  @Override
  public boolean close(String id, String by, String note, Instant at) {
    return evidence.unlessRefused(
        () ->
            ledger.change(
                    "UPDATE rekey.remediation SET closed_at = ?, closed_by = ?, note = ?"
                        + " WHERE id = ? AND closed_at IS NULL",
                    at,
                    by,
                    note,
                    id)
                == 1,
        "remediation/" + id + "/closed",
        "remediation.closed",
        "remediation/" + id,
        at,
        Map.of("mark", MARK, "by", by, "note", note));
  }
}
