package dev.rekey.model.inventory;

/** What people should know of a certificate that was found somewhere. */
public enum CertificateFlaw {
  UNKNOWN_CERTIFICATE("not under Rekey's care"),
  UNKNOWN_ISSUER("leads to no root of an authority that is known here"),
  NOT_IN_USE("a version that should not be in use any more"),
  SHARED_KEY("another certificate has the same key"),
  LEAKED_KEY("its key leaked"),
  WEAK_KEY("its key is weak"),
  WEAK_SIGNATURE("it is signed with SHA-1 or weaker"),
  EXPIRING("less than a third of its lifetime is left"),
  EXPIRED("it has ended");

  private final String words;

  CertificateFlaw(String words) {
    this.words = words;
  }

  /** In a few words. */
  public String words() {
    return words;
  }
}
