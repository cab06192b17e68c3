package dev.rekey.activities.authority;

/** Why a certificate is revoked: those reasons of RFC 5280 (5.3.1) that we give. */
public enum RevocationReason {
  UNSPECIFIED(0, "unspecified"),
  KEY_COMPROMISE(1, "keyCompromise"),
  CA_COMPROMISE(2, "cACompromise"),
  SUPERSEDED(4, "superseded"),
  CESSATION_OF_OPERATION(5, "cessationOfOperation");

  private final int code;
  private final String word;

  RevocationReason(int code, String word) {
    this.code = code;
    this.word = word;
  }

  /** Its number in a CRL. */
  public int code() {
    return code;
  }

  /** Its name in RFC 5280. */
  public String word() {
    return word;
  }
}
