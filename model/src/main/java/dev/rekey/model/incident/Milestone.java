package dev.rekey.model.incident;

/** What people want to be told of. */
public enum Milestone {
  DECLARED("declared"),
  ACKNOWLEDGED("acknowledged"),
  GUARDED("waits for a decision"),
  CONTAINED("contained"),
  CONTAINMENT_OVERDUE("containment is overdue"),
  NO_OUTER_CONTROL("nothing is above the account"),
  STABLE("proven stable"),
  PROVEN("proven refused"),
  WIDENED("reaches further than reported"),
  RECOVERED("recovered"),
  RECOVERY_OVERDUE("recovery is overdue"),
  RECOVERY_FAILED("recovery needs people"),
  SILENT("silent"),
  REVIEW_OVERDUE("review is overdue"),
  CLOCK_NEAR("a legal deadline is near"),
  ESCALATED("escalated"),
  BREAK_GLASS("break-glass"),
  CLOSED("closed");

  private final String words;

  Milestone(String words) {
    this.words = words;
  }

  /** In a few words, as notices have it. */
  public String words() {
    return words;
  }
}
