package dev.rekey.activities.rotation;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.NativeId;
import dev.rekey.activities.target.Outcome;
import dev.rekey.activities.target.Together;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SecretId;
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
  private final NativeIds known;

  CohortResponse(CredentialResponse each, LeakedValues leaked, NativeIds known) {
    this.each = each;
    this.leaked = leaked;
    this.known = known;
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
    return call == ResponseCall.CONTAIN
        ? RotatorsLast.of(all).stream().flatMap(some -> contained(some).stream()).toList()
        : together(call, all);
  }

  private List<CredentialAnswer> contained(List<Concerned<?>> some) {
    List<CredentialAnswer> answers = new ArrayList<>();
    List<Concerned<?>> able = new ArrayList<>();
    for (Concerned<?> one : some) {
      try {
        able.add(RotatorsLast.unlessItsOwn(one));
      } catch (StepFailedException failure) {
        answers.add(ResponseSteps.answer(one.secret(), new Outcome.Failed<>(failure)));
      }
    }
    answers.addAll(together(ResponseCall.CONTAIN, able));
    return answers;
  }

  private List<CredentialAnswer> together(ResponseCall call, List<Concerned<?>> all) {
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
    Map<SecretId, List<NativeId>> natives = natives(call, kin);
    return ask(
        call,
        there,
        kin.getFirst().subject().together().orElseThrow(),
        kin.getFirst().subject().rotator(),
        kin.stream()
            .map(one -> one.suspect(natives.getOrDefault(one.secret(), List.of())))
            .toList());
  }

  private <S extends CredentialSpec> List<Outcome<CredentialAnswer>> ask(
      ResponseCall call,
      List<Concerned<?>> there,
      Together<S> together,
      Login rotator,
      List<Together.Suspect<S>> suspects) {
    return switch (call) {
      case SNAPSHOT -> join(there, together.before(rotator, suspects), this::looked);
      case CONTAIN -> join(there, together.contain(rotator, suspects), each::contained);
      case ENUMERATE -> {
        if (suspects.stream().anyMatch(one -> one.natives().isEmpty())) {
          join(there, together.natives(rotator, suspects), this::met);
        }
        if (readAhead(there.stream().filter(one -> !one.subject().spec().overlaps()).toList())) {
          join(there, together.otherNames(rotator, suspects), this::alsoCalled);
        }
        yield join(there, together.living(rotator, suspects), this::living);
      }
      case PROVE -> {
        readAhead(there);
        List<Outcome<Concerned<?>>> named =
            join(there, together.otherNames(rotator, suspects), this::alsoCalled);
        List<Outcome<List<Fact>>> tried = Abreast.each(named, one -> each.tried(one.orThrow()));
        yield join(
            join(there, tried, Tried::new), together.living(rotator, suspects), this::proven);
      }
      case PROBE, HUNT, REACH -> throw new IllegalArgumentException(call + " is asked one by one");
    };
  }

  private boolean readAhead(List<Concerned<?>> many) {
    leaked.readAhead(many);
    return !many.isEmpty();
  }

  /** Containment waits for no ledger; whether it is proven does, for somebody may be missed. */
  private <S extends CredentialSpec> Map<SecretId, List<NativeId>> natives(
      ResponseCall call, List<Concerned<S>> kin) {
    try {
      return known.of(kin.stream().map(Concerned::secret).toList());
    } catch (StepFailedException failure) {
      if (call == ResponseCall.CONTAIN || call == ResponseCall.SNAPSHOT) {
        return Map.of();
      }
      throw failure;
    }
  }

  private Concerned<?> met(Concerned<?> one, List<NativeId> natives) {
    known.note(one.secret(), natives);
    return one;
  }

  private Concerned<?> alsoCalled(Concerned<?> one, List<String> names) {
    leaked.alsoCalled(one, names);
    return one;
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
