package dev.rekey.exercise.scenario;

import java.util.List;

/** A scenario document that cannot be played, with everything that is wrong with it. */
public final class FaultyScenarioException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> mistakes;

  /** Takes the document's name, and its mistakes in sentences. */
  public FaultyScenarioException(String name, List<String> mistakes) {
    super("The scenario " + name + " cannot be played: " + String.join("; ", mistakes));
    this.mistakes = List.copyOf(mistakes);
  }

  /** Each mistake, with the place where it is. */
  public List<String> mistakes() {
    return mistakes;
  }
}
