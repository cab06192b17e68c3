package dev.rekey.activities.rotation;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.store.StoredVersion;
import dev.rekey.activities.target.Trial;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.Living;
import dev.rekey.model.rotation.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the very values that somebody reported can be of use to whoever has them. What is not
 * seen to be refused everywhere can: a value that is in use or about to be, one that cannot be
 * tried, and a key whose temporary sessions may outlive it.
 */
final class ReportedValues {
  /** The longest that anything lives which was opened with an access key. */
  private static final Duration SESSIONS_OF_A_KEY = Duration.ofHours(36);

  private final Ports ports;
  private final Proofs proofs;

  ReportedValues(Ports ports, Proofs proofs) {
    this.ports = ports;
    this.proofs = proofs;
  }

  /**
   * What lives is named by its version, as far as it is known; the facts are about what is dead.
   */
  CredentialAnswer probe(Concerned<?> one) {
    List<Living> living = new ArrayList<>();
    List<Fact> facts = new ArrayList<>();
    List<StoredVersion> stored = stored(one.secret());
    for (String value : one.affected().values()) {
      stored.stream()
          .filter(it -> it.version().value().equals(value) || it.login().identity().equals(value))
          .findFirst()
          .ifPresentOrElse(
              it -> look(one, it, living, facts),
              () -> living.add(new Living("value that cannot be tried", value, "the store")));
    }
    return new CredentialAnswer.Seen(one.secret(), facts, living, List.of(), Optional.empty());
  }

  private List<StoredVersion> stored(SecretId secret) {
    Reader probing = Reader.rekey("try what was reported");
    return ports.store().versions(secret).stream()
        .flatMap(
            version ->
                ports.store().read(secret, version, probing).stream()
                    .map(login -> new StoredVersion(version, login)))
        .toList();
  }

  private void look(Concerned<?> one, StoredVersion it, List<Living> living, List<Fact> facts) {
    String name = it.version().value();
    if (inUse(one.secret(), it.version())) {
      living.add(new Living("value in use", name, "the store"));
    } else if (mayBeOutlived(one, it.login())) {
      living.add(new Living("key whose sessions may live", name, one.subject().place()));
    } else {
      for (Trial trial : one.subject().tryOut(it.login())) {
        if (trial.verdict() == Trial.Verdict.REFUSED) {
          facts.add(proofs.fact("reported value, version " + name + ", refused", trial.endpoint()));
        } else {
          living.add(new Living("value not refused", name, trial.endpoint()));
        }
      }
    }
  }

  private boolean inUse(SecretId secret, VersionId version) {
    Map<VersionStage, VersionId> labels = ports.store().labels(secret);
    return Stream.of(VersionStage.AWSPENDING, VersionStage.AWSCURRENT)
        .map(labels::get)
        .filter(Objects::nonNull)
        .anyMatch(version::equals);
  }

  private boolean mayBeOutlived(Concerned<?> one, Login login) {
    Instant longAgo = ports.clock().instant().minus(SESSIONS_OF_A_KEY);
    return one.affected()
        .credential()
        .accessKey(login.identity())
        .filter(
            key ->
                ports
                    .log()
                    .key(one.secret(), key)
                    .flatMap(RotationLog.KnownKey::retired)
                    .filter(longAgo::isAfter)
                    .isEmpty())
        .isPresent();
  }
}
