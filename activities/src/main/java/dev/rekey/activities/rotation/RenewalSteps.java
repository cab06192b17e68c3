package dev.rekey.activities.rotation;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.RenewalAdvice;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.RenewalQuestion;
import dev.rekey.model.rotation.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Asks the target when it wants a version to be replaced, and writes its answer down. How soon it
 * is asked again is its word, within the limits of RFC 9773 (4.3.2).
 */
public final class RenewalSteps {
  private static final Duration USUAL = Duration.ofHours(6);
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  /** After a question without an answer; what is known of the certificate itself counts on. */
  private static final Duration UNANSWERED = Duration.ofHours(1);

  private final Ports ports;

  /** Takes what the steps work with. */
  public RenewalSteps(Ports ports) {
    this.ports = ports;
  }

  /**
   * Asks.
   *
   * @throws StepFailedException if nobody answered; it is asked again later all the same
   */
  public StepResult run(RenewalQuestion question) {
    SecretId secret = question.renewal().secret();
    Instant now = ports.clock().instant();
    Instant next = now.plus(UNANSWERED);
    Optional<RenewalAdvice.Window> window = Optional.empty();
    try {
      window = ask(question);
      next = again(window, now);
    } finally {
      ports.log().advised(secret, question.version(), window, next);
    }
    return new StepResult.Done(facts(question, window, now));
  }

  private Optional<RenewalAdvice.Window> ask(RenewalQuestion question) {
    Login login =
        Escrow.of(ports)
            .value(question.renewal().secret(), question.version(), "ask when to replace it");
    return ports.subjects().of(question.renewal()).advice(login);
  }

  private static Instant again(Optional<RenewalAdvice.Window> window, Instant now) {
    Instant asked =
        window.map(advice -> advice.askAgain().orElse(now.plus(USUAL))).orElse(now.plus(LONGEST));
    Instant earliest = now.plus(SHORTEST);
    Instant latest = now.plus(LONGEST);
    if (asked.isBefore(earliest)) {
      return earliest;
    }
    return asked.isAfter(latest) ? latest : asked;
  }

  private static List<Fact> facts(
      RenewalQuestion question, Optional<RenewalAdvice.Window> window, Instant now) {
    return window.stream()
        .map(
            advice ->
                new Fact(
                    "to be replaced from " + advice.from() + " until " + advice.until(),
                    question.renewal().target(),
                    now))
        .toList();
  }
}
