package dev.rekey.model.rollover;

/** What a second person must agree to. */
public enum RolloverQuestion {
  /** Whether the compromised authority is to certify nothing any more. */
  STOP_ISSUANCE("that nothing is certified any more before there is a new authority"),
  /** Whether the old authority is to be believed no more. */
  REMOVE_OLD_TRUST("that the old authority is believed no more");

  private final String words;

  RolloverQuestion(String words) {
    this.words = words;
  }

  /** What it is about, in words that follow "It takes a second person to agree". */
  public String words() {
    return words;
  }
}
