package dev.rekey.activities.notice;

import dev.rekey.model.evidence.EvidenceEntry;
import dev.rekey.model.notice.Audience;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.notice.NoticeOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Receipts as the evidence log keeps them. */
final class ReceiptEvidence {
  private static final String SOURCE = "rekey/notice";

  private ReceiptEvidence() {}

  static EvidenceEntry of(Notice notice, Envelope to, Instant at, NoticeOutcome outcome) {
    return new EvidenceEntry(
        "notice/" + notice.id() + "/" + to.channel().name() + "/" + to.recipient(),
        SOURCE,
        "dev.rekey.notice." + word(outcome),
        notice.incident(),
        at,
        Map.of(
            "notice", notice.id().value(),
            "milestone", notice.milestone(),
            "channel", to.channel().name().value(),
            "recipient", to.recipient(),
            "audiences", to.audiences().stream().map(Audience::name).toList(),
            "outcome", outcome.sentence(),
            "code", outcome instanceof NoticeOutcome.Refused no ? no.code().name() : "NONE"));
  }

  static EvidenceEntry unreached(Notice notice, Instant at, List<Audience> audiences) {
    return new EvidenceEntry(
        "notice/" + notice.id() + "/unreached",
        SOURCE,
        "dev.rekey.notice.unreached",
        notice.incident(),
        at,
        Map.of(
            "notice", notice.id().value(),
            "milestone", notice.milestone(),
            "audiences", audiences.stream().map(Audience::name).toList()));
  }

  private static String word(NoticeOutcome outcome) {
    return switch (outcome) {
      case NoticeOutcome.Delivered done -> "delivered";
      case NoticeOutcome.Refused no -> "refused";
      case NoticeOutcome.Unanswered open -> "unanswered";
      case NoticeOutcome.LeftOut left -> "left-out";
    };
  }
}
