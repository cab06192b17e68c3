package dev.rekey.console.audit;

import dev.rekey.console.api.EvidenceDoubt;
import java.util.List;
import java.util.Optional;

/**
 * What a check found.
 *
 * @param verified whether everything is as it must be
 * @param kind bundle or mirror
 * @param origin the log's name
 * @param size how many entries the checkpoint covers
 * @param root the root of their tree
 * @param key the key that signed it
 * @param keyPinned whether the auditor named the key
 * @param witnesses who vouched for it
 * @param entries how many entries were checked
 * @param notSignedYet entries that were asked for and are not signed yet
 * @param continues whether it continues an older checkpoint that the auditor has; nothing if none
 *     was given
 * @param findings what is wrong
 * @param doubts which stretches of the log somebody else may have written, as the log itself says
 */
public record Verdict(
    boolean verified,
    String kind,
    Optional<String> origin,
    long size,
    Optional<String> root,
    Optional<String> key,
    boolean keyPinned,
    List<Cosigned> witnesses,
    long entries,
    List<String> notSignedYet,
    Optional<Boolean> continues,
    List<Finding> findings,
    List<EvidenceDoubt> doubts) {
  /** Copies the lists. */
  public Verdict {
    witnesses = List.copyOf(witnesses);
    notSignedYet = List.copyOf(notSignedYet);
    findings = List.copyOf(findings);
    doubts = List.copyOf(doubts);
  }
}
