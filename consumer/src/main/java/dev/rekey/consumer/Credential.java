package dev.rekey.consumer;

import com.fasterxml.jackson.annotation.JsonValue;

/** One version of a login. It has no text form and no JSON form, so that no log can show it. */
public final class Credential {
  private final String version;
  private final String identity;
  private final String value;

  /**
   * Takes what the door answered.
   *
   * @param version the version's id, by which it is acknowledged
   * @param identity the user to log in as
   * @param value the password
   */
  public Credential(String version, String identity, String value) {
    this.version = version;
    this.identity = identity;
    this.value = value;
  }

  /** The version's id, by which it is acknowledged. */
  public String version() {
    return version;
  }

  /** The user to log in as. */
  public String identity() {
    return identity;
  }

  /** The password. Hand it to the driver, and to nobody else. */
  public String reveal() {
    return value;
  }

  /** Who logs in with which version; never with what. */
  @Override
  public String toString() {
    return "Credential(" + identity + ", version " + version + ", ***)";
  }

  /**
   * Refuses JSON.
   *
   * @throws IllegalStateException always: a leak must be loud
   */
  @JsonValue
  String refuseJson() {
    throw new IllegalStateException("A credential has no JSON form");
  }
}
