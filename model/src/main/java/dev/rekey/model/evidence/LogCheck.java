package dev.rekey.model.evidence;

import dev.rekey.model.rotation.Fact;
import java.util.List;

/**
 * What a look at the evidence log itself showed: its key, what it signed last, and those who hold
 * copies of it or vouched for it.
 *
 * @param shown what is as it must be
 * @param wrong what is not, in words for people
 * @param open what could not be determined, in words for people
 */
public record LogCheck(List<Fact> shown, List<String> wrong, List<String> open) {
  /** By this property the evidence function knows that it is asked for one. */
  public static final String MARK = "check-log";

  /** Copies the lists. */
  public LogCheck {
    shown = List.copyOf(shown);
    wrong = List.copyOf(wrong);
    open = List.copyOf(open);
  }
}
