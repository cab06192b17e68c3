package dev.rekey.console.door.access;

import dev.rekey.console.api.PrincipalKind;
import dev.rekey.console.door.Refusal;
import java.time.Clock;

/** Who hands out tokens, to whom, and who vouches for people. */
public final class Introductions {
  private final Principals principals;
  private final Clock clock;

  /** Takes who is known, and the time. */
  public Introductions(Principals principals, Clock clock) {
    this.principals = principals;
    this.clock = clock;
  }

  /** Adds a person or a service, and gives its token. */
  public String of(Principal principal, String by) {
    String token = Tokens.fresh();
    if (!principals.introduce(principal, Tokens.hash(token), by, clock.instant())) {
      throw Refusal.conflict(
          "NAME_TAKEN",
          "The name " + principal.name() + " stands for somebody already; nothing was changed",
          "Choose another name; a token is never given out twice.");
    }
    return token;
  }

  /**
   * Gives a new token in place of the old one. Whoever takes one for somebody else could now act in
   * their name, so a person has to be confirmed anew; one's own token changes nothing about that.
   */
  public String anew(Acquaintance known, String by) {
    notConsumer(known);
    String token = Tokens.fresh();
    String hash = Tokens.hash(token);
    boolean own = known.principal().name().equalsIgnoreCase(by);
    boolean done =
        own
            ? principals.replaceToken(known.principal(), hash)
            : principals.introduceAnew(known, hash, by, clock.instant());
    if (!done) {
      throw changed(known);
    }
    return token;
  }

  /** Somebody who counts vouches for a person who got the token from somebody else. */
  public void confirm(Acquaintance known, String by) {
    String name = known.principal().name();
    if (known.principal().kind() != PrincipalKind.PERSON) {
      throw Refusal.badRequest(name + " is no person, so there is nothing to confirm");
    }
    if (known.countsSince().isPresent()) {
      throw Refusal.conflict(
          "CONFIRMED_ALREADY",
          name + " counts as a person already; nothing was changed",
          "See 'rekey principal list'.");
    }
    mayVouch(known, by);
    if (!principals.confirm(known, by, clock.instant())) {
      throw changed(known);
    }
  }

  private void mayVouch(Acquaintance known, String by) {
    String name = known.principal().name();
    if (name.equalsIgnoreCase(by)
        || known.introducedBy().filter(by::equalsIgnoreCase).isPresent()) {
      throw Refusal.forbidden(
          "SECOND_PERSON_NEEDED",
          "Neither " + name + " nor whoever gave them their token can confirm them",
          "Ask another person to confirm.");
    }
    if (principals.find(by).flatMap(Acquaintance::countsSince).isEmpty()) {
      throw Refusal.forbidden(
          "UNCONFIRMED",
          by + " is not confirmed either, so they cannot confirm anybody; nothing was changed",
          "Ask a person who is.");
    }
  }

  /** From now on the door does not know this principal; the name stays taken. */
  public void end(Acquaintance known, String by) {
    notConsumer(known);
    if (known.principal().name().equalsIgnoreCase(by)) {
      throw Refusal.conflict(
          "ONESELF",
          "Nobody removes themselves, so that somebody is always left; nothing was changed",
          "Ask another person.");
    }
    if (!principals.disable(known.principal(), by, clock.instant())) {
      throw changed(known);
    }
  }

  private static void notConsumer(Acquaintance known) {
    if (known.principal().kind() == PrincipalKind.CONSUMER) {
      throw Refusal.badRequest(
          known.principal().name() + " is a consumer: see 'rekey consumer --help'");
    }
  }

  private static Refusal changed(Acquaintance known) {
    return Refusal.conflict(
        "CHANGED_MEANWHILE",
        "Somebody changed " + known.principal().name() + " meanwhile; nothing was changed",
        "See 'rekey principal list', then try again.");
  }
}
