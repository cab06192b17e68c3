package dev.rekey.exercise.world;

import dev.rekey.activities.secret.SecretValue;
import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.scenario.Setting;
import dev.rekey.exercise.score.Happening.Manner;
import dev.rekey.exercise.world.RoleSessions.RoleSession;
import dev.rekey.model.credential.IamRole;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A role of an exercise: its policies, which take a while to be seen everywhere, and sessions. */
final class SimulatedRole implements Prey {
  private static final String REKEY = "rekey";

  /** What the product writes into a condition so that nobody is let in. */
  private static final String NOBODY = "rekey-nobody-";

  private static final String PATTERN = "StringLike";
  private static final String EXACTLY = "StringEquals";

  private final IamRole spec;
  private final Optional<String> tokens;
  private final InstantSource clock;
  private final Journal journal;
  private final Consumer<SecretValue> refused;
  private final TrustHistory trust;
  private final String first;
  private final RoleSessions sessions;
  private final Set<String> known = new HashSet<>();
  private final Set<String> leaked = new HashSet<>();
  private boolean exposed;

  /**
   * A role that accepts one external id.
   *
   * @param lag how long a change takes to be seen
   * @param refused hears of each external id that is refused from now on
   */
  SimulatedRole(
      Setting.NonHuman principal,
      String first,
      InstantSource clock,
      Duration lag,
      Journal journal,
      Consumer<SecretValue> refused) {
    this.spec = (IamRole) WorldSpecs.of(principal);
    this.tokens = principal.tokens();
    this.clock = clock;
    this.journal = journal;
    this.refused = refused;
    this.first = first;
    this.trust = new TrustHistory(accepting(first), clock, lag);
    known.add(first);
    this.sessions =
        new RoleSessions("ASIAEXERCISE" + spec.name().toUpperCase(Locale.ROOT) + "0", clock, lag);
    for (int i = 0; i < principal.sessions(); i++) {
      Instant begun = clock.instant().minus(Duration.ofMinutes(20));
      sessions.begin(Optional.of(first), begun, false);
    }
  }

  /** As it was before anything happened, but for the external id. */
  private RoleDocument accepting(String id) {
    RoleDocument document = RoleDocument.accepting(id);
    return tokens.map(like -> document.trusting(PATTERN, like)).orElse(document);
  }

  IamRole spec() {
    return spec;
  }

  @Override
  public String secret() {
    return spec.secret().value();
  }

  synchronized RoleDocument trust() {
    return trust.latest();
  }

  synchronized boolean accepts(String externalId) {
    return trust.seen().externalIds().contains(externalId);
  }

  /** Rekey writes the trust policy. */
  synchronized void write(RoleDocument next) {
    write(next, REKEY, Manner.AUTOMATIC);
  }

  /** Tells what that makes of it. */
  private void write(RoleDocument next, String by, Manner manner) {
    RoleDocument before = trust();
    boolean was = letsStrangersIn(before);
    trust.write(next);
    if (was && !letsStrangersIn(next)) {
      journal.note(Action.CLOSE_TRUST, secret(), by, manner, "nobody is let in any more");
    }
    gone(before, next);
    come(before, next, by, manner);
  }

  private void gone(RoleDocument before, RoleDocument next) {
    before.externalIds().stream()
        .filter(id -> !id.startsWith(NOBODY) && !next.externalIds().contains(id))
        .forEach(id -> refused.accept(SecretValue.of(id)));
  }

  private void come(RoleDocument before, RoleDocument next, String by, Manner manner) {
    next.externalIds().stream()
        .filter(id -> !id.startsWith(NOBODY) && !before.externalIds().contains(id))
        .forEach(
            id -> {
              if (leaked.contains(id) && manner == Manner.AUTOMATIC) {
                String text = "a leaked external id is let in";
                journal.note(Action.RESTORE_LEAKED, secret(), by, manner, text);
              } else if (known.add(id)) {
                String text = "another external id is let in";
                journal.note(Action.INSTALL, secret(), by, manner, text);
              }
            });
  }

  /** By a token of a fork, or by an external id that may have leaked: any, before one did. */
  private boolean letsStrangersIn(RoleDocument document) {
    return letsForkIn(document)
        || document.externalIds().stream()
            .anyMatch(id -> leaked.isEmpty() ? id.equals(first) : leaked.contains(id));
  }

  private boolean letsForkIn(RoleDocument document) {
    return tokens.filter(like -> document.letsIn(subject(like, "fork"))).isPresent();
  }

  private static String subject(String like, String branch) {
    return like.replace("*", "ref:refs/heads/" + branch);
  }

  synchronized Optional<String> inline(String name) {
    return sessions.inline(name);
  }

  synchronized void putInline(String name, String document) {
    if (sessions.putInline(name, document)) {
      String text = "sessions of " + spec.name() + " are cut";
      journal.note(Action.CUT_SESSIONS, secret(), REKEY, Manner.AUTOMATIC, text);
    }
  }

  /** Whether everything is denied to what was begun at that moment. */
  synchronized boolean isCut(Instant begun) {
    return sessions.isCut(begun);
  }

  RoleSessions sessions() {
    return sessions;
  }

  /** What lets somebody in now is in other hands. */
  synchronized void leak() {
    exposed = true;
    trust().externalIds().stream().filter(id -> !id.startsWith(NOBODY)).forEach(leaked::add);
  }

  /** What in other hands lets in or acts, in words. */
  synchronized Stream<String> alive() {
    if (!exposed) {
      return Stream.empty();
    }
    Stream<String> in =
        letsStrangersIn(trust.seen())
            ? Stream.of(secret() + ": lets strangers in")
            : Stream.empty();
    Stream<String> out =
        acts() ? Stream.of(secret() + ": a stranger's session acts") : Stream.empty();
    return Stream.concat(in, out);
  }

  @Override
  public synchronized boolean logIn() {
    return goOn().isPresent();
  }

  /** Somebody goes on to it with what they have; the key of the session, if that is let in. */
  synchronized Optional<String> goOn() {
    if (!exposed) {
      leak(); // who goes on to it knows how
    }
    Optional<String> id = leaked.stream().sorted().filter(this::accepts).findFirst();
    return letsForkIn(trust.seen()) || id.isPresent()
        ? Optional.of(sessions.begin(id, clock.instant(), true).key())
        : Optional.empty();
  }

  @Override
  public synchronized boolean acts() {
    return sessions.strangers().isPresent();
  }

  /** The key by which a stranger acts, in a session that is open or in a new one. */
  synchronized Optional<String> actingKey() {
    return sessions.strangers().map(RoleSession::key).or(this::goOn);
  }

  @Override
  public synchronized boolean canAct() {
    return acts() || (exposed && letsStrangersIn(trust.seen()));
  }

  @Override
  public synchronized void restore(String by) {
    sessions.allowAll();
    write(accepting(leaked.stream().sorted().findFirst().orElse(first)), by, Manner.OUTSIDE);
  }

  /** A colleague lets the pipeline in again: by the pattern of before, or by one exact subject. */
  synchronized void reopen(boolean exactly, String by) {
    tokens
        .map(
            like ->
                exactly
                    ? trust().trusting(EXACTLY, subject(like, "main"))
                    : trust().trusting(PATTERN, like))
        .ifPresent(
            next -> {
              write(next, by, Manner.OUTSIDE);
              String text = "a pipeline is let in " + (exactly ? "exactly" : "by a pattern");
              journal.note(Action.OPEN_TRUST, secret(), by, Manner.OUTSIDE, text);
            });
  }

  @Override
  public synchronized void another(int number, String by) {
    String id = "of-the-opponents-own-making-%04d".formatted(number);
    leaked.add(id);
    write(RoleDocument.accepting(id), by, Manner.OUTSIDE);
  }
}
