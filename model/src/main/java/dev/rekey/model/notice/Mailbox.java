package dev.rekey.model.notice;

import java.util.regex.Pattern;

/**
 * Where one person reads mail.
 *
 * @param person their name at the door
 * @param address one e-mail address, nothing else
 */
public record Mailbox(String person, String address) {
  private static final Pattern RULE =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,190}");

  /**
   * Checks the address.
   *
   * @throws IllegalArgumentException if it is none, or nobody reads it
   */
  public Mailbox {
    if (person.isBlank() || !RULE.matcher(address).matches()) {
      throw new IllegalArgumentException(
          "A mailbox is a person and one plain e-mail address, such as ann and ann@example.com");
    }
  }
}
