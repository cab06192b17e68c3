package dev.rekey.activities.authority.acme;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.Authorities;
import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.FailureCode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes ACME authorities. Accounts are looked up once for each settings, and orders of one process
 * share a listener for http-01.
 */
public final class AcmeMaker implements Authorities.Maker {
  private final Map<AcmeSettings, AcmeAccount> accounts = new ConcurrentHashMap<>();
  private final Map<String, HttpSolver> listeners = new ConcurrentHashMap<>();

  @Override
  public CertificateAuthority of(String name, Login login) {
    AcmeSettings settings = AcmeSettings.of(login);
    AcmeAccount account = accounts.computeIfAbsent(settings, known -> new AcmeAccount(name, known));
    return new AcmeAuthority(name, settings, account, solver(settings.challenge()));
  }

  /** With a key of the account, if it has none yet. */
  @Override
  public Login complete(Login given) {
    return AcmeSettings.of(given).complete().login();
  }

  private Solver solver(AcmeSettings.ChallengeSettings challenge) {
    if (challenge.type().equals("http-01") && challenge.listen() != null) {
      return listeners.computeIfAbsent(challenge.listen(), HttpSolver::new);
    }
    if (challenge.type().equals("dns-01") && challenge.hook() != null) {
      return new DnsSolver(challenge.hook());
    }
    throw new StepFailedException(
        FailureCode.BAD_REQUEST,
        "The challenge is of the type http-01, with listen, or dns-01, with hook");
  }
}
