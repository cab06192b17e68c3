package dev.rekey.console.door.intake;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** How one kind of source signs. */
interface SourceSignature {
  /**
   * Looks at the headers alone, so that what cannot be good is refused before its body is read.
   *
   * @param headers the value of a header, by its name; empty if there is none
   */
  Looked look(Function<String, Optional<String>> headers, Instant now);

  /** What the headers tell. */
  sealed interface Looked {}

  /** It cannot be good. */
  record Forged() implements Looked {}

  /** Nobody can tell now: the public keys do not come. */
  record Unsure() implements Looked {}

  /**
   * The body decides.
   *
   * @param id what makes the message itself, if the source numbers them
   * @param good whether the raw body is what was signed
   */
  record Signed(Optional<String> id, Predicate<byte[]> good) implements Looked {}
}
