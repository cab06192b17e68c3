package dev.rekey.model.incident;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a runbook can ask for. Each may run twice; their order is the runbook's. */
public enum ResponseStep {
  /** Write down the state as containment begins, beside it. Holds nothing up. */
  SNAPSHOT,
  /** Refuse every login of the identity, not the reported one alone; end sessions. */
  CONTAIN,
  /** Enumerate, compare, contain again, until nothing changes any more. */
  STABILIZE,
  /** Try every known value at every endpoint, until each is refused. */
  PROVE,
  /** What did the identity leave behind since the exposure? */
  HUNT,
  /** What could it reach, what did it do, who depends on it? The response follows. */
  REACH,
  /** A new version by the ordinary rotation; never a leaked one. */
  RECOVER,
  /** Nothing alive is to come up for a while. */
  WATCH,
  /** Cause, remedies, owners, dates: people's work. */
  REVIEW;

  /** The name in documents. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The step of this name. */
  public static Optional<ResponseStep> of(String word) {
    return Arrays.stream(values()).filter(step -> step.word().equals(word)).findFirst();
  }
}
