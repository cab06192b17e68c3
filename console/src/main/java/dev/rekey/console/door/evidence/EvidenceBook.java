package dev.rekey.console.door.evidence;

import dev.rekey.activities.evidence.EvidenceQuestion;
import dev.rekey.console.api.EvidenceStatus;
import java.util.List;
import java.util.Map;

/**
 * The evidence log. Every method throws {@link dev.rekey.activities.StepFailedException} if it
 * cannot answer.
 */
public interface EvidenceBook {
  /** How it stands; without what is about these incidents. */
  EvidenceStatus status(List<String> hidden);

  /** The files of a bundle, by their names. */
  Map<String, byte[]> export(EvidenceQuestion question);
}
