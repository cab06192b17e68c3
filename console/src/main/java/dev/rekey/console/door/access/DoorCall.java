package dev.rekey.console.door.access;

import dev.rekey.model.credential.SecretId;
import java.time.Instant;
import java.util.Optional;

/**
 * One call of the door, refused or not. Never holds a body, a query or a token.
 *
 * @param at when it came
 * @param principal who; empty if the door does not know them
 * @param kind what kind of principal; empty if the door does not know them
 * @param method the HTTP method
 * @param path the path
 * @param secret which secret it was about, where that is known
 * @param status the HTTP status of the answer; {@link #TAKEN} for a change that is about to be made
 * @param address where from
 */
public record DoorCall(
    Instant at,
    String principal,
    String kind,
    String method,
    String path,
    Optional<SecretId> secret,
    int status,
    String address) {
  /** A changing call is written down before it acts; a second entry tells how it ended. */
  public static final int TAKEN = 102;
}
