package dev.rekey.activities.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.rekey.activities.Wire;

/** Records as the ledger keeps them in jsonb columns. */
public final class Json {
  private Json() {}

  /** Writes a record, to be bound as {@code ?::jsonb}. */
  public static String of(Object value) {
    try {
      return Wire.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) { // its message may quote the value
      throw new IllegalArgumentException(
          "A " + value.getClass().getSimpleName() + " has no JSON form");
    }
  }

  /**
   * Writes a value whose class alone does not tell how, such as a list of a sealed type.
   *
   * @param type what it is declared as
   */
  public static String of(Object value, TypeReference<?> type) {
    try {
      return Wire.mapper().writerFor(type).writeValueAsString(value);
    } catch (JsonProcessingException e) { // its message may quote the value
      throw new IllegalArgumentException("A " + type.getType() + " has no JSON form");
    }
  }
}
