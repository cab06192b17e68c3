package dev.rekey.model.credential;

/** What kind of key a certificate is about. All of them are what public authorities certify. */
public enum KeyType {
  EC_P256("EC", "secp256r1", 256),
  EC_P384("EC", "secp384r1", 384),
  RSA_2048("RSA", "", 2048),
  RSA_3072("RSA", "", 3072),
  RSA_4096("RSA", "", 4096);

  private final String algorithm;
  private final String curve;
  private final int bits;

  KeyType(String algorithm, String curve, int bits) {
    this.algorithm = algorithm;
    this.curve = curve;
    this.bits = bits;
  }

  /** The algorithm as the JDK names it. */
  public String algorithm() {
    return algorithm;
  }

  /** The curve as the JDK names it; empty for RSA. */
  public String curve() {
    return curve;
  }

  /** How many bits it has. */
  public int bits() {
    return bits;
  }
}
