package dev.rekey.activities.target.postgres;

import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresUser;

/** Checks, before the first rotation, everything that one will need. Changes nothing. */
final class EnrolmentCheck {
  private final RotatorSessions rotators;
  private final PostgresLogins logins;

  EnrolmentCheck(RotatorSessions rotators, PostgresLogins logins) {
    this.rotators = rotators;
    this.logins = logins;
  }

  void check(PostgresUser spec, Login rotator, Login current) {
    RotatorCheck rights = new RotatorCheck(spec, rotator.identity(), current.identity());
    for (PostgresEndpoint endpoint : spec.endpoints()) {
      rotators.at(endpoint, rotator, rights::at);
    }
    EveryEndpoint.ask(spec.endpoints(), endpoint -> accepted(endpoint, current));
  }

  private boolean accepted(PostgresEndpoint endpoint, Login current) {
    return switch (logins.verdict(endpoint, current)) {
      case ACCEPTED -> true;
      case REFUSED ->
          throw Refusals.badRequest(
              endpoint.name() + " refuses the current login of " + current.identity());
      case UNKNOWN ->
          throw Refusals.unavailable(
              endpoint.name()
                  + " lets the rotator in, but not "
                  + current.identity()
                  + ": check pg_hba.conf and the privilege CONNECT");
    };
  }
}
