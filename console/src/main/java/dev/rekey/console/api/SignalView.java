package dev.rekey.console.api;

import dev.rekey.model.credential.SecretId;
import java.time.Instant;
import java.util.List;

/**
 * A signal that people must look at: a question, or something for which nobody's credential was
 * found.
 *
 * @param id its id, for closing it
 * @param finding what was found, as whoever sent it names it
 * @param about what it speaks of, in words
 * @param secrets the credentials that it speaks of; none if nobody enrolled them
 * @param advice what to do
 * @param receivedAt when it came
 */
public record SignalView(
    String id,
    String finding,
    List<String> about,
    List<SecretId> secrets,
    String advice,
    Instant receivedAt) {
  /** Copies the lists. */
  public SignalView {
    about = List.copyOf(about);
    secrets = List.copyOf(secrets);
  }
}
