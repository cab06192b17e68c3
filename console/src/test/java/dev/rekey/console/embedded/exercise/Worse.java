package dev.rekey.console.embedded.exercise;

import dev.rekey.activities.Deed;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.ChoosingTarget;
import dev.rekey.activities.target.CredentialTarget;
import dev.rekey.activities.target.IssuingTarget;
import dev.rekey.activities.target.MintingTarget;
import dev.rekey.activities.target.Targets;
import dev.rekey.activities.target.Together;
import dev.rekey.exercise.run.Tampering;
import dev.rekey.model.credential.CredentialSpec;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A response made worse on purpose, where it touches its targets. */
final class Worse {
  private Worse() {}

  /** What is done instead of what a target is asked. */
  @FunctionalInterface
  interface Instead {
    /**
     * Does it.
     *
     * @param target the target itself
     * @param verb what it is asked
     * @param arguments with what
     * @param asIs does what is asked
     */
    Object call(
        CredentialTarget<CredentialSpec> target, String verb, Object[] arguments, Asked asIs)
        throws Throwable;
  }

  /** What was asked. */
  @FunctionalInterface
  interface Asked {
    /** Does it. */
    Object doIt() throws Throwable;
  }

  /** The targets, but for this. */
  static Tampering at(Instead instead) {
    return (real, pause) -> around(real, instead);
  }

  /** The targets, at which containment waits first. */
  static Tampering afterWaiting(Duration time) {
    return (real, pause) ->
        around(
            real,
            (target, verb, arguments, asIs) -> {
              if (verb.equals("contain")) {
                pause.passing(time);
              }
              return asIs.doIt();
            });
  }

  /** Containment that only revokes what was reported, and looks at nothing afterwards. */
  static Object revokingOnly(
      CredentialTarget<CredentialSpec> target,
      String verb,
      Object[] arguments,
      Asked asIs,
      String deed)
      throws Throwable {
    return switch (verb) {
      case "contain" -> {
        target.revoke(
            (CredentialSpec) arguments[0],
            (Login) arguments[1],
            (Login) arguments[2],
            Instant.MAX,
            true);
        yield List.of(Deed.done(deed));
      }
      case "living", "tryToAct" -> List.of();
      default -> asIs.doIt();
    };
  }

  /** The credential that was asked about, also where its identities are named beside it. */
  static CredentialSpec spec(Object[] arguments) {
    return arguments[0] instanceof Together.Suspect<?> suspect
        ? suspect.spec()
        : (CredentialSpec) arguments[0];
  }

  private static Targets around(Targets real, Instead instead) {
    return new Targets() {
      @Override
      public <S extends CredentialSpec> CredentialTarget<S> of(S credential) {
        return worse(real.of(credential), instead);
      }
    };
  }

  @SuppressWarnings("unchecked") // the proxy of a generic interface
  private static <S extends CredentialSpec> CredentialTarget<S> worse(
      CredentialTarget<S> target, Instead instead) {
    return (CredentialTarget<S>)
        Proxy.newProxyInstance(
            Worse.class.getClassLoader(),
            new Class<?>[] {
              switch (target) {
                case MintingTarget<S> mints -> MintingTarget.class;
                case ChoosingTarget<S> chooses -> ChoosingTarget.class;
                case IssuingTarget<S> issues -> IssuingTarget.class;
              }
            },
            (proxy, method, arguments) ->
                instead.call(
                    (CredentialTarget<CredentialSpec>) target,
                    method.getName(),
                    arguments,
                    () -> {
                      try {
                        return method.invoke(target, arguments);
                      } catch (InvocationTargetException e) {
                        throw e.getCause();
                      }
                    }));
  }
}
