package dev.rekey.activities.authority;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.succession.Succession;
import dev.rekey.activities.authority.succession.SuccessiveAuthority;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.FailureCode;
import java.util.Map;

/**
 * The authorities that can be worked with here, by the kind that the identity of Rekey's own login
 * at each says; the value of that login is everything else that is to be known of it.
 *
 * @param kinds how an authority of each kind is made
 */
public record Authorities(Map<String, Maker> kinds) {
  /** Makes an authority of one kind. */
  @FunctionalInterface
  public interface Maker {
    /**
     * The authority of that name.
     *
     * @param login what is known of it, and our account there
     * @throws StepFailedException ROTATOR_REJECTED if that cannot be read
     */
    CertificateAuthority of(String name, Login login);

    /** What is to be kept of what a person gave: the same, and whatever Rekey makes for it. */
    default Login complete(Login given) {
      return given;
    }
  }

  /** Copies the map. */
  public Authorities {
    kinds = Map.copyOf(kinds);
  }

  /**
   * The authority of that name.
   *
   * @throws StepFailedException BAD_REQUEST if its kind is not served here
   */
  public CertificateAuthority of(String name, Login login) {
    return login.identity().equals(Succession.KIND) ? successive(name, login) : single(name, login);
  }

  /** The same, as one after the other: one that was never rolled over is alone. */
  public SuccessiveAuthority successive(String name, Login login) {
    return new SuccessiveAuthority(name, Succession.of(name, login), this);
  }

  private CertificateAuthority single(String name, Login login) {
    return maker(name, login.identity()).of(name, login);
  }

  /**
   * What is to be kept of what a person gave.
   *
   * @throws StepFailedException BAD_REQUEST if its kind is not served here
   */
  public Login complete(String name, Login given) {
    return maker(name, given.identity()).complete(given);
  }

  /**
   * Passes for a kind that is served here.
   *
   * @throws StepFailedException BAD_REQUEST if it is not
   */
  public void requireServed(String name, String kind) {
    maker(name, kind);
  }

  private Maker maker(String name, String kind) {
    Maker maker = kinds.get(kind);
    if (maker == null) {
      throw new StepFailedException(
          FailureCode.BAD_REQUEST,
          "The authority "
              + name
              + " is of a kind that is not served here; known are "
              + String.join(", ", kinds.keySet().stream().sorted().toList()));
    }
    return maker;
  }
}
