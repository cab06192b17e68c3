package dev.rekey.console.embedded;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.ChoosingTarget;
import dev.rekey.activities.target.Trial;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A target in memory that honours what was installed and not revoked. */
final class PlainTarget implements ChoosingTarget<PostgresUser> {
  private final Map<String, SecretValue> honoured = new ConcurrentHashMap<>();
  private volatile Optional<StepFailedException> failure = Optional.empty();

  /** From now on it refuses to install anything, and says so. */
  void failing(FailureCode code, String reason) {
    failure = Optional.of(new StepFailedException(code, reason));
  }

  /** It does what it is asked again. */
  void honouring() {
    failure = Optional.empty();
  }

  boolean honours(String identity) {
    return honoured.containsKey(identity);
  }

  @Override
  public void validate(PostgresUser spec, Login rotator, Login current) {
    honoured.put(current.identity(), current.value());
  }

  @Override
  public void validateNew(PostgresUser spec, Login rotator, Optional<Login> made) {}

  @Override
  public void unmake(PostgresUser spec, Login rotator, Login newborn) {
    honoured.remove(newborn.identity());
  }

  @Override
  public Login next(PostgresUser spec, Login current) {
    String idle =
        spec.identities().stream()
            .filter(user -> !user.equals(current.identity()))
            .findFirst()
            .orElseThrow();
    return new Login(idle, SecretValue.of("minted-" + UUID.randomUUID()));
  }

  @Override
  public Login elder(PostgresUser spec) {
    return new Login(spec.identities().getLast(), SecretValue.of(new byte[0]));
  }

  @Override
  public void silenceOthers(PostgresUser spec, Login rotator, Login kept) {
    spec.identities().stream()
        .filter(identity -> !identity.equals(kept.identity()))
        .forEach(honoured::remove);
  }

  @Override
  public Instant install(PostgresUser spec, Login rotator, Login pending, Login current) {
    failure.ifPresent(
        refusal -> {
          throw refusal;
        });
    honoured.put(pending.identity(), pending.value());
    return Instant.now();
  }

  @Override
  public List<Trial> tryOut(PostgresUser spec, Login login) {
    boolean accepted = login.value().equals(honoured.get(login.identity()));
    return List.of(
        new Trial(
            spec.primary().name(), accepted ? Trial.Verdict.ACCEPTED : Trial.Verdict.REFUSED));
  }

  @Override
  public void compare(PostgresUser spec, Login rotator, Login pending, Login current) {}

  @Override
  public List<UserOfOld.OpenSession> sessions(
      PostgresUser spec, Login rotator, Login old, Instant installed) {
    return List.of();
  }

  @Override
  public List<UserOfOld.OpenSession> revoke(
      PostgresUser spec, Login rotator, Login old, Instant installed, boolean evenIfUsed) {
    honoured.remove(old.identity());
    return List.of();
  }

  @Override
  public void reinstate(PostgresUser spec, Login rotator, Login login) {
    honoured.put(login.identity(), login.value());
  }
}
