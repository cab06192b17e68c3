package dev.rekey.activities.rotation;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.Outcome;
import dev.rekey.activities.target.Together;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.Living;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.rotation.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a response does about many credentials of one target and one rotator: in a few calls, and
 * without the value of any. To prove a refusal alone takes each value, tried for itself.
 */
final class CohortResponse {
  private final CredentialResponse each;
  private final LeakedValues leaked;

  CohortResponse(CredentialResponse each, LeakedValues leaked) {
    this.each = each;
    this.leaked = leaked;
  }

  /** Whether these are asked about together. */
  static boolean covers(ResponseCall call, Concerned<?> one) {
    return one.subject().together().isPresent()
        && switch (call) {
          case SNAPSHOT, CONTAIN, ENUMERATE, PROVE -> true;
          case PROBE, HUNT, REACH -> false;
        };
  }

  /** Those that have one target, and one login of Rekey's there, are asked about together. */
  List<CredentialAnswer> answers(ResponseCall call, List<Concerned<?>> all) {
    record Place(Object target, Login rotator) {}
    Map<Place, List<Concerned<?>>> places = new LinkedHashMap<>();
    for (Concerned<?> one : all) {
      Place place = new Place(one.subject().target(), one.subject().rotator());
      places.computeIfAbsent(place, p -> new ArrayList<>()).add(one);
    }
    List<List<Concerned<?>>> groups = List.copyOf(places.values());
    List<Outcome<List<CredentialAnswer>>> answers =
        Abreast.each(groups, there -> ResponseSteps.each(there, at(call, there)));
    return IntStream.range(0, groups.size())
        .boxed()
        .flatMap(
            i ->
                switch (answers.get(i)) {
                  case Outcome.Done<List<CredentialAnswer>> done -> done.value().stream();
                  case Outcome.Failed<List<CredentialAnswer>>(StepFailedException failure) ->
                      groups.get(i).stream()
                          .map(
                              one ->
                                  ResponseSteps.answer(
                                      one.secret(), new Outcome.Failed<>(failure)));
                })
        .toList();
  }

  @SuppressWarnings("unchecked") // a target has credentials of one kind
  private <S extends CredentialSpec> List<Outcome<CredentialAnswer>> at(
      ResponseCall call, List<Concerned<?>> there) {
    List<Concerned<S>> kin = there.stream().map(one -> (Concerned<S>) one).toList();
    Together<S> together = kin.getFirst().subject().together().orElseThrow();
    Login rotator = kin.getFirst().subject().rotator();
    List<Together.Suspect<S>> suspects = kin.stream().map(Concerned::suspect).toList();
    return switch (call) {
      case SNAPSHOT -> join(there, together.before(rotator, suspects), this::looked);
      case CONTAIN -> join(there, together.contain(rotator, suspects), each::contained);
      case ENUMERATE -> {
        leaked.readAhead(there.stream().filter(one -> !one.subject().spec().overlaps()).toList());
        yield join(there, together.living(rotator, suspects), this::living);
      }
      case PROVE -> {
        leaked.readAhead(there);
        List<Outcome<List<Fact>>> tried = Abreast.each(there, each::tried);
        yield join(
            join(there, tried, Tried::new), together.living(rotator, suspects), this::proven);
      }
      case PROBE, HUNT, REACH -> throw new IllegalArgumentException(call + " is asked one by one");
    };
  }

  /** The n-th answer is made of the n-th of the many and its outcome. */
  private static <T, V, R> List<Outcome<R>> join(
      List<T> many, List<Outcome<V>> outcomes, BiFunction<T, V, R> answer) {
    record Pair<T, V>(T one, Outcome<V> outcome) {}
    List<Pair<T, V>> pairs =
        IntStream.range(0, many.size())
            .mapToObj(i -> new Pair<>(many.get(i), outcomes.get(i)))
            .toList();
    return Abreast.each(pairs, pair -> answer.apply(pair.one(), pair.outcome().orThrow()));
  }

  private CredentialAnswer looked(Concerned<?> one, List<String> what) {
    return CredentialAnswer.Seen.of(one.secret(), each.facts(one, what));
  }

  /** Where the target holds one value, it does not show whether the old one is back. */
  private CredentialAnswer living(Concerned<?> one, List<Living> shown) {
    Stream<Living> accepted =
        one.subject().spec().overlaps() ? Stream.of() : each.accepted(one).stream();
    return CredentialResponse.living(
        one.secret(), Stream.concat(shown.stream(), accepted).toList());
  }

  private record Tried(Concerned<?> one, List<Fact> facts) {}

  private CredentialAnswer proven(Outcome<Tried> tried, List<Living> living) {
    Tried known = tried.orThrow();
    return each.proven(known.one(), known.facts(), living);
  }
}
