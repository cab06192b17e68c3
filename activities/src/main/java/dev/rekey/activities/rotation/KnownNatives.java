package dev.rekey.activities.rotation;

import dev.rekey.activities.target.NativeId;
import dev.rekey.activities.target.Outcome;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.ResponseCall;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Who the credentials of one call are at their targets: the ledger is asked once for all of them.
 *
 * @param answer what it said
 */
record KnownNatives(Outcome<Map<SecretId, List<NativeId>>> answer) {
  /** Asks, if the call makes use of it. */
  static KnownNatives of(NativeIds ledger, ResponseCall call, Collection<SecretId> secrets) {
    return switch (call) {
      case SNAPSHOT, HUNT, REACH ->
          new KnownNatives(
              secrets.isEmpty()
                  ? new Outcome.Done<>(Map.of())
                  : Abreast.each(List.of(secrets), ledger::of).getFirst());
      case PROBE, CONTAIN, ENUMERATE, PROVE -> new KnownNatives(new Outcome.Done<>(Map.of()));
    };
  }

  /** What one left behind, by whatever name: nothing may be missed. */
  <S extends CredentialSpec> Traces<S> of(Concerned<S> one) {
    return traces(one, answer.orThrow());
  }

  /** The same where nothing waits for the ledger. */
  <S extends CredentialSpec> Traces<S> asFarAsKnown(Concerned<S> one) {
    return traces(
        one,
        switch (answer) {
          case Outcome.Done<Map<SecretId, List<NativeId>>> done -> done.value();
          case Outcome.Failed<Map<SecretId, List<NativeId>>> failed -> Map.of();
        });
  }

  private static <S extends CredentialSpec> Traces<S> traces(
      Concerned<S> one, Map<SecretId, List<NativeId>> known) {
    return new Traces<>(one.subject(), known.getOrDefault(one.secret(), List.of()));
  }
}
