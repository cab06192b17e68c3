package dev.rekey.activities.rotation;

import dev.rekey.activities.StepFailedException;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SecretId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A login by which Rekey refuses others is refused after them: it could do nothing more. By itself
 * it is not refused at all, for it would be shut out before it has seen whether that holds.
 */
final class RotatorsLast {
  private RotatorsLast() {}

  /** Whatever nobody else of them needs comes first, and so on; of a ring one by one. */
  static List<List<Concerned<?>>> of(List<Concerned<?>> all) {
    List<Concerned<?>> left = new ArrayList<>(all);
    List<List<Concerned<?>>> waves = new ArrayList<>();
    while (!left.isEmpty()) {
      Set<String> needed =
          left.stream()
              .filter(one -> !isItsOwn(one))
              .flatMap(RotatorsLast::needs)
              .collect(Collectors.toSet());
      List<Concerned<?>> free =
          left.stream().filter(one -> names(one).noneMatch(needed::contains)).toList();
      List<Concerned<?>> wave = free.isEmpty() ? List.of(left.getFirst()) : free;
      waves.add(wave);
      Set<SecretId> taken = wave.stream().map(Concerned::secret).collect(Collectors.toSet());
      left.removeIf(one -> taken.contains(one.secret()));
    }
    return waves;
  }

  /** By which login Rekey refuses it: its name in the store, and who that is at the target. */
  private static Stream<String> needs(Concerned<?> one) {
    CredentialSpec spec = one.subject().spec();
    return spec.rotatorSecret().stream()
        .flatMap(
            secret -> Stream.of(secret.value(), there(spec, one.subject().rotator().identity())));
  }

  private static Stream<String> names(Concerned<?> one) {
    CredentialSpec spec = one.subject().spec();
    return Stream.concat(
        Stream.of(one.secret().value()), spec.identities().stream().map(id -> there(spec, id)));
  }

  private static String there(CredentialSpec spec, String identity) {
    return spec.target() + " " + identity; // which no name of a secret has
  }

  /** Refuses to use a login against itself. */
  static Concerned<?> unlessItsOwn(Concerned<?> one) {
    if (isItsOwn(one)) {
      throw new StepFailedException(
          FailureCode.ROTATOR_SUSPECT,
          "Rekey has no other login at %s than %s itself"
              .formatted(one.subject().spec().target(), one.subject().rotator().identity()));
    }
    return one;
  }

  private static boolean isItsOwn(Concerned<?> one) {
    CredentialSpec spec = one.subject().spec();
    return spec.rotatorSecret().isPresent() && spec.owns(one.subject().rotator().identity());
  }
}
