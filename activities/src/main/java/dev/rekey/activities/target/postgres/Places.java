package dev.rekey.activities.target.postgres;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.target.Outcome;
import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresUser;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Suspects by the endpoints that they share. All places are asked at once: none waits for one. */
final class Places {
  private Places() {}

  /** What is asked at one place; an answer for each of those that are there, in their order. */
  interface Question<T> {
    /** Asks. */
    List<Outcome<T>> at(List<PostgresEndpoint> endpoints, List<Suspect<PostgresUser>> there);
  }

  /** The answers in the order of the suspects. A place that cannot be asked fails its own. */
  static <T> List<Outcome<T>> ask(List<Suspect<PostgresUser>> suspects, Question<T> question) {
    Map<List<PostgresEndpoint>, List<Suspect<PostgresUser>>> places =
        suspects.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.spec().endpoints(), LinkedHashMap::new, Collectors.toList()));
    Map<Suspect<PostgresUser>, Outcome<T>> answers = new ConcurrentHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      places.forEach(
          (endpoints, there) ->
              threads.execute(() -> answers.putAll(at(endpoints, there, question))));
    } // which waits for all of them
    return suspects.stream().map(answers::get).toList();
  }

  private static <T> Map<Suspect<PostgresUser>, Outcome<T>> at(
      List<PostgresEndpoint> endpoints, List<Suspect<PostgresUser>> there, Question<T> question) {
    Map<Suspect<PostgresUser>, Outcome<T>> answers = new HashMap<>();
    try {
      List<Outcome<T>> outcomes = question.at(endpoints, there);
      for (int i = 0; i < there.size(); i++) {
        answers.put(there.get(i), outcomes.get(i));
      }
    } catch (StepFailedException failure) {
      there.forEach(one -> answers.put(one, new Outcome.Failed<>(failure)));
    }
    return answers;
  }
}
