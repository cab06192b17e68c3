package dev.rekey.activities.testing;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.rotation.Subject;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.ChoosingTarget;
import dev.rekey.activities.target.Trial;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A database of logins in memory: a primary on which a revocation bites late, and replicas on which
 * every change arrives late; lateness is counted in log-ins tried.
 */
public final class InMemoryTarget implements ChoosingTarget<PostgresUser>, TargetInMemory {
  /** Rekey's own login; nobody asks for it here. */
  private static final Login ROTATOR = new Login("rotator", SecretValue.of("rotator-password"));

  private record Role(SecretValue value, boolean mayLogIn) {}

  private record Session(String identity, Instant since) {}

  private final PostgresUser spec;
  private final Login first;
  private final Map<String, Role> roles = new LinkedHashMap<>();
  private final List<Session> sessions = new ArrayList<>();
  private final Map<String, Role> seenByReplicas = new HashMap<>();
  private int lag;
  private int questionsUntilCaughtUp;
  private final Map<String, Integer> questionsUntilItBites = new HashMap<>();
  private int minted;
  private long now;

  /** A target that honours this login. */
  public InMemoryTarget(Login current) {
    this(Credentials.alternating(), current);
  }

  /** A target of this credential, which honours this login. */
  InMemoryTarget(PostgresUser spec, Login current) {
    this.spec = spec;
    this.first = current;
    roles.put(current.identity(), new Role(current.value(), true));
    seenByReplicas.putAll(roles);
  }

  @Override
  public PostgresUser spec() {
    return spec;
  }

  @Override
  public Login first() {
    return first;
  }

  @Override
  @SuppressWarnings("unchecked") // the proxy of a generic interface
  public Subject<?> struck(Striking.Fault fault, InstantSource clock) {
    ChoosingTarget<PostgresUser> struck = Striking.around(ChoosingTarget.class, this, fault);
    return new Subject<>(struck, spec, ROTATOR);
  }

  /** Changes reach replicas, and revocations bite, only after this many questions. */
  @Override
  public void lagBy(int questions) {
    lag = questions;
  }

  /** Somebody changes the password by hand. */
  public void changeByHand(Login login) {
    change(login.identity(), new Role(login.value(), true));
  }

  /** Somebody logs in, and stays. */
  public void logIn(String identity) {
    sessions.add(new Session(identity, clock()));
  }

  /** The sessions of this user end. */
  public void logOut(String identity) {
    sessions.removeIf(session -> session.identity().equals(identity));
  }

  @Override
  public boolean accepts(Login login) {
    return accepts(primary(), login);
  }

  @Override
  public long live() {
    return roles.values().stream().filter(Role::mayLogIn).count();
  }

  @Override
  public void validate(PostgresUser spec, Login rotator, Login current) {
    if (!accepts(current)) {
      throw new StepFailedException(FailureCode.BAD_REQUEST, "The current login is refused");
    }
  }

  @Override
  public void validateNew(PostgresUser spec, Login rotator, Optional<Login> made) {
    if (roles.containsKey(spec.identities().getFirst()) && made.filter(this::accepts).isEmpty()) {
      throw new StepFailedException(FailureCode.BAD_REQUEST, "The first user exists already");
    }
  }

  @Override
  public void unmake(PostgresUser spec, Login rotator, Login newborn) {
    roles.remove(newborn.identity());
    seenByReplicas.remove(newborn.identity());
  }

  @Override
  public Login next(PostgresUser spec, Login current) {
    String identity =
        spec.identities().stream()
            .filter(other -> !other.equals(current.identity()))
            .findFirst()
            .orElse(current.identity());
    minted++;
    return new Login(identity, SecretValue.of("value-%026d".formatted(minted)));
  }

  @Override
  public Login elder(PostgresUser spec) {
    return new Login(spec.identities().getLast(), SecretValue.of(new byte[0]));
  }

  @Override
  public void silenceOthers(PostgresUser spec, Login rotator, Login kept) {
    spec.identities().stream()
        .filter(identity -> !identity.equals(kept.identity()))
        .map(identity -> new Login(identity, kept.value()))
        .forEach(other -> revoke(spec, rotator, other, Instant.MAX, true));
  }

  @Override
  public Instant install(PostgresUser spec, Login rotator, Login pending, Login current) {
    Role there = roles.get(pending.identity());
    if (spec.overlaps() && there != null && there.mayLogIn() && isUsed(pending.identity())) {
      throw new StepFailedException(FailureCode.IDLE_USER_IN_USE, "The idle user has sessions");
    }
    change(pending.identity(), new Role(pending.value(), true));
    return clock();
  }

  @Override
  public List<Trial> tryOut(PostgresUser spec, Login login) {
    List<Trial> trials = new ArrayList<>();
    for (PostgresEndpoint endpoint : spec.endpoints()) {
      boolean accepted = accepts(endpoint.replica() ? replica() : primary(), login);
      trials.add(new Trial(endpoint.name(), accepted ? Verdict.ACCEPTED : Verdict.REFUSED));
    }
    questionsUntilItBites.computeIfPresent(login.identity(), (name, left) -> left - 1);
    return trials;
  }

  @Override
  public void compare(PostgresUser spec, Login rotator, Login pending, Login current) {
    if (!roles.containsKey(pending.identity())) {
      throw new StepFailedException(FailureCode.GRANTS_DIFFER, "The new user does not exist");
    }
  }

  @Override
  public List<UserOfOld.OpenSession> sessions(
      PostgresUser spec, Login rotator, Login old, Instant installed) {
    return sessions.stream()
        .filter(session -> session.identity().equals(old.identity()))
        .filter(session -> spec.overlaps() || session.since().isBefore(installed))
        .map(s -> new UserOfOld.OpenSession(s.identity(), "app", "127.0.0.1", s.since()))
        .toList();
  }

  @Override
  public List<UserOfOld.OpenSession> revoke(
      PostgresUser spec, Login rotator, Login old, Instant installed, boolean evenIfUsed) {
    List<UserOfOld.OpenSession> open = sessions(spec, rotator, old, installed);
    if (!open.isEmpty() && !evenIfUsed) {
      return open;
    }
    Role role = roles.get(old.identity());
    if (spec.overlaps() && role != null) {
      questionsUntilItBites.putIfAbsent(old.identity(), lag);
      change(old.identity(), new Role(role.value(), false));
    }
    sessions.removeIf(s -> s.identity().equals(old.identity()) && s.since().isBefore(installed));
    return List.of();
  }

  @Override
  public void reinstate(PostgresUser spec, Login rotator, Login login) {
    change(login.identity(), new Role(login.value(), true));
  }

  private boolean isUsed(String identity) {
    return sessions.stream().anyMatch(session -> session.identity().equals(identity));
  }

  private void change(String identity, Role role) {
    if (role.equals(roles.put(identity, role))) {
      return;
    }
    questionsUntilCaughtUp = lag;
    if (lag == 0) {
      seenByReplicas.putAll(roles);
    }
  }

  private Map<String, Role> primary() {
    Map<String, Role> honoured = new HashMap<>(roles);
    questionsUntilItBites.forEach(
        (identity, left) -> {
          if (left > 0) {
            honoured.computeIfPresent(identity, (name, role) -> new Role(role.value(), true));
          }
        });
    return honoured;
  }

  private Map<String, Role> replica() {
    if (questionsUntilCaughtUp-- <= 0) {
      seenByReplicas.putAll(roles);
    }
    return seenByReplicas;
  }

  private Instant clock() {
    return Instant.ofEpochSecond(now++);
  }

  private static boolean accepts(Map<String, Role> roles, Login login) {
    Role role = roles.get(login.identity());
    return role != null && role.mayLogIn() && role.value().equals(login.value());
  }
}
