package dev.rekey.activities.target;

import dev.rekey.activities.Deed;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.incident.Living;
import java.util.List;
import java.util.Optional;

/**
 * What a response asks of a target about many credentials together: those that leaked together are
 * refused together, in a few calls, and without the value of any. Each has an outcome of its own,
 * in the order of the suspects: one that cannot be contained spoils none of the others.
 *
 * @param <S> the kind of credential
 */
public interface Together<S extends CredentialSpec> {
  /**
   * One of them.
   *
   * @param spec the credential
   * @param kept the login that replaced what leaked, if one did; it is not touched
   * @param natives who its identities were at the target when they were seen, if that is known
   */
  record Suspect<S extends CredentialSpec>(S spec, Optional<Login> kept, List<NativeId> natives) {
    /** Copies the list. */
    public Suspect {
      natives = List.copyOf(natives);
    }

    /** One whose identities are known by their names alone. */
    public Suspect(S spec, Optional<Login> kept) {
      this(spec, kept, List.of());
    }

    /** The identities that may be in other hands. */
    public List<String> identities() {
      return spec.identities().stream()
          .filter(identity -> kept.filter(login -> login.identity().equals(identity)).isEmpty())
          .toList();
    }
  }

  /** Who their identities are now; those that are not there are left out. */
  List<Outcome<List<NativeId>>> natives(Login rotator, List<Suspect<S>> suspects);

  /** What else their identities are called now, because somebody renamed them. */
  List<Outcome<List<String>>> otherNames(Login rotator, List<Suspect<S>> suspects);

  /** The state as it is, in the words of facts: what to go back to. */
  List<Outcome<List<String>>> before(Login rotator, List<Suspect<S>> suspects);

  /** See {@link CredentialTarget#contain}. */
  List<Outcome<List<Deed>>> contain(Login rotator, List<Suspect<S>> suspects);

  /** What the target itself shows of them to be alive, without that a login is tried. */
  List<Outcome<List<Living>>> living(Login rotator, List<Suspect<S>> suspects);
}
