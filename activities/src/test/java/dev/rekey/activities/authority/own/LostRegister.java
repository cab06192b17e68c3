package dev.rekey.activities.authority.own;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.FailureCode;
import java.lang.reflect.Proxy;
import java.time.InstantSource;

/** An authority whose register cannot be reached. */
public record LostRegister(Login login) {
  /** It, as an authority. */
  public CertificateAuthority authority() {
    OwnRegister lost =
        (OwnRegister)
            Proxy.newProxyInstance(
                OwnRegister.class.getClassLoader(),
                new Class<?>[] {OwnRegister.class},
                (proxy, method, arguments) -> {
                  throw new StepFailedException(FailureCode.TARGET_UNAVAILABLE, "lost");
                });
    return new OwnAuthority("lost", login, lost, InstantSource.system());
  }
}
