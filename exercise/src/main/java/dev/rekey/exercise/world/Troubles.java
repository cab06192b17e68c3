package dev.rekey.exercise.world;

import dev.rekey.activities.Pause;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.target.ChoosingTarget;
import dev.rekey.activities.target.IssuingTarget;
import dev.rekey.activities.target.MintingTarget;
import dev.rekey.activities.target.Together;
import dev.rekey.activities.target.Trial;
import dev.rekey.exercise.scenario.Setting.Fault;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SecretId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What does not work in an exercise, and when. */
public final class Troubles {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LAG = Duration.ofSeconds(20);
  private static final int THROTTLED_OF_HUNDRED = 70;

  /** What a target knows without being asked over the network. */
  private static final Set<String> KNOWN =
      Set.of("settling", "roundsUntilStable", "watched", "place", "elder", "next", "toString");

  private final InstantSource clock;
  private final Pause pause;
  private final Chance chance;
  private final Instant signal;
  private final List<Fault> faults;
  private final Map<String, Integer> calls = new HashMap<>();

  /**
   * Takes the faults of a scenario.
   *
   * @param pause how a call waits for what does not come
   */
  public Troubles(
      InstantSource clock, Pause pause, Chance chance, Instant signal, List<Fault> faults) {
    this.clock = clock;
    this.pause = pause;
    this.chance = chance;
    this.signal = signal;
    this.faults = List.copyOf(faults);
  }

  /** What troubles this place now, if anything does. */
  Optional<Fault.Kind> at(String where) {
    Duration now = Duration.between(signal, clock.instant());
    return faults.stream()
        .filter(fault -> fault.where().equals(where))
        .filter(
            fault ->
                now.compareTo(fault.at()) >= 0 && now.compareTo(fault.at().plus(fault.lasts())) < 0)
        .map(Fault::kind)
        .findFirst();
  }

  /** This target, with its troubles. */
  <S extends CredentialSpec> ChoosingTarget<S> around(ChoosingTarget<S> target) {
    return proxy(ChoosingTarget.class, target);
  }

  /** This target, with its troubles. */
  <S extends CredentialSpec> MintingTarget<S> around(MintingTarget<S> target) {
    return proxy(MintingTarget.class, target);
  }

  /** This target, with its troubles. */
  <S extends CredentialSpec> IssuingTarget<S> around(IssuingTarget<S> target) {
    return proxy(IssuingTarget.class, target);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the proxy of a generic interface
  private <T> T proxy(Class type, T target) {
    return (T)
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call(target, method, arguments));
  }

  private Object call(Object target, Method method, Object[] arguments) throws Throwable {
    Optional<SecretId> secret =
        arguments == null || KNOWN.contains(method.getName())
            ? Optional.empty()
            : secret(arguments[0]);
    Optional<Fault.Kind> trouble = secret.flatMap(it -> at(it.value()));
    return trouble.isEmpty()
        ? invoke(target, method, arguments)
        : troubled(trouble.get(), secret.get(), target, method, arguments);
  }

  /** Which credential a call is about, if it is about one. */
  private static Optional<SecretId> secret(Object about) {
    return about instanceof CredentialSpec spec
        ? Optional.of(spec.secret())
        : about instanceof Together.Suspect<?> suspect
            ? Optional.of(suspect.spec().secret())
            : Optional.empty();
  }

  private Object troubled(
      Fault.Kind kind, SecretId secret, Object target, Method method, Object[] arguments)
      throws Throwable {
    return switch (kind) {
      case LAG -> {
        pause.passing(LAG);
        yield invoke(target, method, arguments);
      }
      case THROTTLING ->
          throttled(secret, method)
              ? unanswered(method, FailureCode.THROTTLED, "asks for fewer calls")
              : invoke(target, method, arguments);
      case OUTAGE -> {
        pause.passing(PATIENCE);
        yield unanswered(method, FailureCode.TARGET_UNAVAILABLE, "does not answer");
      }
      case PARTIAL -> half(target, method, arguments);
      case LOST_REPLY -> {
        invoke(target, method, arguments);
        yield unanswered(method, FailureCode.TARGET_UNAVAILABLE, "gave no answer in time");
      }
    };
  }

  /** What is tried is unknown then; everything else fails. */
  private static Object unanswered(Method method, FailureCode code, String how) {
    if (method.getName().equals("tryOut")) {
      return List.of(new Trial("the target", Trial.Verdict.UNKNOWN));
    }
    throw new StepFailedException(code, "The target " + how);
  }

  private static Object half(Object target, Method method, Object[] arguments) throws Throwable {
    Object done = invoke(target, method, arguments);
    if (method.getName().equals("contain")) {
      throw new StepFailedException(
          FailureCode.TARGET_UNAVAILABLE, "The target did half of it, and broke off");
    }
    return done;
  }

  private boolean throttled(SecretId secret, Method method) {
    String what = secret + " " + method.getName();
    int number = calls.merge(what, 1, Integer::sum);
    return chance.hits(what + " " + number, THROTTLED_OF_HUNDRED);
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
