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
 * @param signers by which names the key that signs is known where it is, such as an alias in KMS;
 *     its own, such as its ARN, is the last one
 */
public record LogCheck(
    List<Fact> shown, List<String> wrong, List<String> open, List<String> signers) {
  /** By this property the evidence function knows that it is asked for one. */
  public static final String MARK = "check-log";

  /** Copies the lists. */
  public LogCheck {
    shown = List.copyOf(shown);
    wrong = List.copyOf(wrong);
    open = List.copyOf(open);
    signers = signers == null ? List.of() : List.copyOf(signers);
  }

  /** One whose key has no name. */
  public LogCheck(List<Fact> shown, List<String> wrong, List<String> open) {
    this(shown, wrong, open, List.of());
  }
}
