package dev.rekey.console.door;

import dev.rekey.activities.evidence.EvidenceQuestion;
import dev.rekey.console.api.EvidenceDoubt;
import dev.rekey.console.api.EvidenceParty;
import dev.rekey.console.api.EvidenceStatus;
import dev.rekey.console.door.evidence.EvidenceBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An evidence log that notes what was asked. */
final class NotedEvidence implements EvidenceBook {
  private static final EvidenceDoubt DOUBT =
      new EvidenceDoubt(
          "INC-0123456789AB",
          "ended",
          1,
          Optional.of(1L),
          Instant.EPOCH,
          true,
          false,
          "rekey",
          "its role leaked",
          1,
          Optional.empty());

  final List<EvidenceQuestion> asked = new ArrayList<>();

  @Override
  public EvidenceStatus status(List<String> hidden) {
    return new EvidenceStatus(
        Optional.of("example.org/log"),
        Optional.of("example.org/log+00000000+AQ=="),
        List.of(),
        3,
        2,
        Optional.of("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
        Optional.of(Instant.EPOCH),
        Optional.of(Instant.EPOCH),
        List.of(
            new EvidenceParty(
                "/mirror",
                "MIRROR",
                2,
                Optional.of(Instant.EPOCH),
                Optional.empty(),
                Optional.empty())),
        hidden.isEmpty() ? List.of(DOUBT) : List.of());
  }

  @Override
  public Map<String, byte[]> export(EvidenceQuestion question) {
    asked.add(question);
    return Map.of("README.md", new byte[] {'#'});
  }
}
