package dev.rekey.console.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the evidence log stands.
 *
 * @param origin the log's name
 * @param key the key that verifies it
 * @param formerKeys the keys before that, the first one first
 * @param entries how many entries there are, signed or not
 * @param signed how many of them the last checkpoint covers
 * @param root the root of their tree
 * @param signedAt when they were signed
 * @param waitingSince when the oldest entry happened that is not signed yet
 * @param parties how it goes with its signer, its witnesses and its mirrors
 * @param doubts which stretches of it somebody else may have written
 */
public record EvidenceStatus(
    Optional<String> origin,
    Optional<String> key,
    List<String> formerKeys,
    long entries,
    long signed,
    Optional<String> root,
    Optional<Instant> signedAt,
    Optional<Instant> waitingSince,
    List<EvidenceParty> parties,
    List<EvidenceDoubt> doubts) {
  /** Copies the lists. */
  public EvidenceStatus {
    formerKeys = List.copyOf(formerKeys);
    parties = List.copyOf(parties);
    doubts = List.copyOf(doubts);
  }
}
