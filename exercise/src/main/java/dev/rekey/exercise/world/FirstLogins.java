package dev.rekey.exercise.world;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.exercise.scenario.Setting;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.IamAccessKey;
import dev.rekey.model.credential.IamRole;
import dev.rekey.model.credential.KmsKey;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.RotationFunction;
import dev.rekey.model.credential.SigningAuthority;
import dev.rekey.model.credential.TlsCertificate;
import java.util.Map;
import java.util.Objects;

/**
 * What identities have from the beginning.
 *
 * @param postgres of databases
 * @param iam of users
 * @param certificates of sites
 * @param made those that there are already, by their secrets
 */
record FirstLogins(
    SimulatedPostgres postgres,
    SimulatedIam iam,
    SimulatedCertificates certificates,
    Map<String, Login> made) {
  /** Gives an identity all that it has, and returns the one that is in use. */
  Login give(Account account, CredentialSpec spec, Setting.NonHuman principal) {
    return switch (spec) {
      case IamAccessKey key -> keys(account, key, principal);
      case PostgresUser user -> roles(account, user, principal);
      case TlsCertificate certificate -> certificate(account, certificate, principal);
      case IamRole role -> throw WorldSpecs.unknown(role.kind()); // it has sessions, and no account
      case RotationFunction function -> throw WorldSpecs.unknown(function.kind());
      case KmsKey key -> throw WorldSpecs.unknown(key.kind());
      case SigningAuthority authority -> throw WorldSpecs.unknown(authority.kind());
    };
  }

  private Login keys(Account account, IamAccessKey spec, Setting.NonHuman principal) {
    Login current = iam.fresh(spec);
    account.have(current, principal.sessions());
    for (int i = 1; i < Math.min(2, principal.logins()); i++) {
      account.have(iam.fresh(spec), 0);
    }
    return current;
  }

  private Login roles(Account account, PostgresUser spec, Setting.NonHuman principal) {
    String second = spec.identities().getLast();
    Login current = postgres.next(spec, new Login(second, SecretValue.of(new byte[0])));
    account.have(current, principal.sessions());
    if (principal.logins() > 1) {
      account.have(postgres.next(spec, current), 0);
    }
    return current;
  }

  private Login certificate(Account account, TlsCertificate spec, Setting.NonHuman principal) {
    Login current =
        principal
            .sharesKeyWith()
            .map(other -> certificates.sharing(first(other)))
            .orElseGet(() -> certificates.first(spec));
    account.have(current, principal.sessions());
    return current;
  }

  private Login first(String secret) {
    return Objects.requireNonNull(made.get(secret)); // the document's rules: it is above
  }
}
