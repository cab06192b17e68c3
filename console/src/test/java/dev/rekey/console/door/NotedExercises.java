package dev.rekey.console.door;

import dev.rekey.console.api.ExerciseFiled;
import dev.rekey.console.api.ExerciseFiling;
import dev.rekey.console.api.RemediationView;
import dev.rekey.console.door.exercise.ExerciseBook;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Exercises in memory. */
final class NotedExercises implements ExerciseBook {
  /** What was kept, and by whom. */
  final Map<String, String> kept = new ConcurrentHashMap<>();

  private final List<RemediationView> open = new ArrayList<>();

  @Override
  public synchronized ExerciseFiled file(ExerciseFiling exercise, String by, Instant at) {
    if (kept.putIfAbsent(exercise.exercise(), by) == null) {
      exercise.improvements().forEach(one -> open.add(view(exercise.exercise(), one)));
    }
    return new ExerciseFiled(
        exercise.exercise(), "exercise/" + exercise.exercise(), exercise.improvements().size());
  }

  private static RemediationView view(String exercise, ExerciseFiling.Improvement one) {
    return new RemediationView(
        exercise + "/" + one.finding(),
        exercise,
        one.finding(),
        one.what(),
        one.owner(),
        one.due(),
        false);
  }

  @Override
  public synchronized List<RemediationView> open(LocalDate today) {
    return open.stream()
        .map(
            one ->
                new RemediationView(
                    one.id(),
                    one.source(),
                    one.finding(),
                    one.what(),
                    one.owner(),
                    one.due(),
                    today.isAfter(one.due())))
        .toList();
  }

  @Override
  public synchronized boolean close(String id, String by, String note, Instant at) {
    return open.removeIf(one -> one.id().equals(id));
  }
}
