package dev.rekey.activities.testing;

import dev.rekey.activities.rotation.Subject;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.CredentialSpec;
import java.time.InstantSource;

/** A kind of credential in memory, for a {@link World}: its target, and what tests look at. */
public interface TargetInMemory {
  /** The credential. */
  CredentialSpec spec();

  /** The login that works when the world begins. */
  Login first();

  /** The credential at its target, with the fault around every call that a crash could part. */
  Subject<?> struck(Striking.Fault fault, InstantSource clock);

  /** Whether the login is honoured, in truth; asking costs nothing and leaves no trace. */
  boolean accepts(Login login);

  /** From now on changes are seen only after this many questions. */
  void lagBy(int questions);

  /** How many logins of the credential work. */
  long live();
}
