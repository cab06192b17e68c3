package dev.rekey.console.door.enrolment;

import dev.rekey.activities.secret.Login;
import dev.rekey.console.api.LoginInput;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.enrolment.FirstVersion.Kept;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.TlsCertificate;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** Rekey's own login at a target: known already, or handed over with the first credential there. */
final class RotatorLogin {
  private final FirstVersion versions;

  RotatorLogin(FirstVersion versions) {
    this.versions = versions;
  }

  /** The login to work with. Nothing is kept yet. */
  Login of(SecretId secret, Optional<LoginInput> given) {
    Optional<Kept> known = versions.found(secret);
    if (given.isEmpty()) {
      return known.map(Kept::login).orElseThrow(() -> missing(secret));
    }
    Login login = GivenLogin.of(given.get(), "rotator");
    if (known.isPresent() && !known.get().login().identity().equals(login.identity())) {
      throw Refusal.conflict(
          FailureCode.FOREIGN_WRITE.name(),
          "The secret " + secret + " holds the login of another rotator; it was not overwritten",
          "Give the rotator another secret's name, or leave its login out to use the known one.");
    }
    return login;
  }

  /**
   * Keeps the login, after the target accepted it: a new one, or a new password of the known one.
   */
  void keep(SecretId secret, Login login) {
    Optional<Kept> known = versions.found(secret);
    if (known.isPresent() && !known.get().login().equals(login)) {
      versions.replace(secret, known.get().version(), login);
    } else {
      versions.keep(secret, login);
    }
  }

  private static Refusal missing(SecretId secret) {
    Optional<String> authority = TlsCertificate.authorityOf(secret);
    if (authority.isPresent()) {
      return new Refusal(
          HttpStatus.UNPROCESSABLE_CONTENT,
          FailureCode.NOT_FOUND.name(),
          "No authority is known as " + authority.get() + "; nothing was changed",
          "Make it known with 'rekey authority add'.");
    }
    return Refusal.unprocessable(
        FailureCode.ROTATOR_REJECTED,
        "No rotator is known as " + secret + ", and no login was given for it");
  }
}
