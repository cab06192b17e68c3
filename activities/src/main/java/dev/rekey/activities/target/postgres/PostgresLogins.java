package dev.rekey.activities.target.postgres;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.Trial;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.credential.PostgresEndpoint;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Tries logins out: one attempt at each endpoint, never repeated here, so that no account is locked
 * by us. An accepted login is proven by SCRAM on both sides, so no control with a wrong password is
 * needed, which could lock it as well.
 */
final class PostgresLogins {
  private final PostgresConnector connector;
  private final ProbeBudget budget = new ProbeBudget();

  PostgresLogins(PostgresConnector connector) {
    this.connector = connector;
  }

  /**
   * The answer of each endpoint, all asked at once. A replica that has just refused a login which
   * works at the primary is not asked yet, and still counts as refusing.
   */
  List<Trial> tryOut(List<PostgresEndpoint> endpoints, Login login) {
    List<PostgresEndpoint> spared = spared(endpoints, login);
    List<Trial> trials =
        EveryEndpoint.ask(
            endpoints,
            endpoint ->
                spared.contains(endpoint)
                    ? new Trial(endpoint.name(), Verdict.REFUSED)
                    : trial(endpoint, login));
    if (trials.getFirst().verdict() == Verdict.ACCEPTED) {
      for (int i = 1; i < endpoints.size(); i++) {
        if (!spared.contains(endpoints.get(i))) {
          budget.note(endpoints.get(i), login, trials.get(i).verdict());
        }
      }
    }
    return trials;
  }

  private List<PostgresEndpoint> spared(List<PostgresEndpoint> endpoints, Login login) {
    List<PostgresEndpoint> spent =
        endpoints.stream().filter(endpoint -> budget.spent(endpoint, login)).toList();
    boolean lives = !spent.isEmpty() && verdict(endpoints.getFirst(), login) == Verdict.ACCEPTED;
    return lives ? spent : List.of();
  }

  private Trial trial(PostgresEndpoint endpoint, Login login) {
    return new Trial(endpoint.name(), verdict(endpoint, login));
  }

  /**
   * One endpoint's answer.
   *
   * @throws dev.rekey.activities.StepFailedException TARGET_ACCEPTS_ANYTHING if it asked for no
   *     proof
   */
  Verdict verdict(PostgresEndpoint endpoint, Login login) {
    try (Connection connection = connector.probe(endpoint, login)) {
      return acts(connection, login) ? Verdict.ACCEPTED : Verdict.UNKNOWN;
    } catch (SQLException e) {
      if (LoginAnswer.unproven(e)) {
        throw Refusals.unproven(endpoint.name());
      }
      return LoginAnswer.verdict(e);
    }
  }

  /** Logged in, but not able to act, is neither accepted nor refused. */
  private static boolean acts(Connection connection, Login login) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT session_user")) {
      return row.next() && login.identity().equals(row.getString(1));
    } catch (SQLException e) {
      return false;
    }
  }
}
