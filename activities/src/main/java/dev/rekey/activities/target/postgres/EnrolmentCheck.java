package dev.rekey.activities.target.postgres;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresUser;
import java.util.Optional;

/** Checks, before the first rotation, everything that one will need. Changes nothing. */
final class EnrolmentCheck {
  private final RotatorSessions rotators;
  private final PostgresLogins logins;

  EnrolmentCheck(RotatorSessions rotators, PostgresLogins logins) {
    this.rotators = rotators;
    this.logins = logins;
  }

  void check(PostgresUser spec, Login rotator, Login current) {
    rights(spec, rotator, Optional.of(current.identity()));
    EveryEndpoint.ask(spec.endpoints(), endpoint -> accepted(endpoint, current));
  }

  /** The same for two users of whom the first is yet to be made. */
  void checkNew(PostgresUser spec, Login rotator, Optional<Login> made) {
    String first = spec.identities().getFirst();
    boolean there = rights(spec, rotator, Optional.empty()).exists(first);
    if (there && (made.isEmpty() || verdict(spec, made.get()) == Verdict.REFUSED)) {
      throw Refusals.badRequest(
          first
              + " exists already at "
              + spec.primary().name()
              + ", and making it anew would lock out whoever uses it:"
              + " give its current login, or name two other users");
    }
  }

  private Verdict verdict(PostgresUser spec, Login login) {
    return logins.verdict(spec.primary(), login);
  }

  private RotatorCheck rights(PostgresUser spec, Login rotator, Optional<String> current) {
    RotatorCheck rights = new RotatorCheck(spec, rotator.identity(), current);
    for (PostgresEndpoint endpoint : spec.endpoints()) {
      rotators.at(endpoint, rotator, rights::at);
    }
    return rights;
  }

  private boolean accepted(PostgresEndpoint endpoint, Login current) {
    return switch (logins.verdict(endpoint, current)) {
      case ACCEPTED -> true;
      case REFUSED ->
          throw Refusals.badRequest(
              endpoint.name() + " refuses the current login of " + current.identity());
      case UNKNOWN, UNPROVEN ->
          throw Refusals.unavailable(
              endpoint.name()
                  + " lets the rotator in, but not "
                  + current.identity()
                  + ": check pg_hba.conf and the privilege CONNECT");
    };
  }
}
