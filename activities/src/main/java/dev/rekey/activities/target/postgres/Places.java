package dev.rekey.activities.target.postgres;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.target.Outcome;
import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.activities.target.postgres.Whereabouts.Known;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.RdsDatabase;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Suspects by the endpoints that they share. All places are asked at once: none waits for one. */
final class Places {
  private final Whereabouts whereabouts;

  Places(Whereabouts whereabouts) {
    this.whereabouts = whereabouts;
  }

  /** What is asked at one place; an answer for each of those that are there, in their order. */
  interface Question<T> {
    /**
     * Asks.
     *
     * @param here one of the credentials at the endpoints that are known, of which there is one
     */
    List<Outcome<T>> at(Known here, List<Suspect<PostgresUser>> there);
  }

  private record Place(List<PostgresEndpoint> endpoints, Optional<RdsDatabase> rds) {
    static Place of(PostgresUser spec) {
      return new Place(spec.endpoints(), spec.rds());
    }
  }

  /** The answers in the order of the suspects. A place that cannot be asked fails its own. */
  <T> List<Outcome<T>> ask(List<Suspect<PostgresUser>> suspects, Question<T> question) {
    Map<Place, List<Suspect<PostgresUser>>> places =
        suspects.stream()
            .collect(
                Collectors.groupingBy(
                    one -> Place.of(one.spec()), LinkedHashMap::new, Collectors.toList()));
    Map<Suspect<PostgresUser>, Outcome<T>> answers = new ConcurrentHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      places.forEach((place, there) -> threads.execute(() -> answers.putAll(at(there, question))));
    } // which waits for all of them
    return suspects.stream().map(answers::get).toList();
  }

  private <T> Map<Suspect<PostgresUser>, Outcome<T>> at(
      List<Suspect<PostgresUser>> there, Question<T> question) {
    Map<Suspect<PostgresUser>, Outcome<T>> answers = new HashMap<>();
    try {
      Known here = whereabouts.known(there.getFirst().spec());
      if (here.spec().endpoints().isEmpty()) {
        here.all(); // and if nothing is in the way, there is at least the one that takes writes
      }
      List<Outcome<T>> outcomes = question.at(here, there);
      for (int i = 0; i < there.size(); i++) {
        answers.put(there.get(i), outcomes.get(i));
      }
    } catch (RuntimeException e) {
      StepFailedException failure = StepFailedException.of(e);
      there.forEach(one -> answers.put(one, new Outcome.Failed<>(failure)));
    }
    return answers;
  }
}
