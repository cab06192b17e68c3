package dev.rekey.activities.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rekey.activities.Wire;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** One row of an answer. A column that is read as a plain value must not be null. */
public final class Row {
  private final ResultSet rows;

  Row(ResultSet rows) {
    this.rows = rows;
  }

  /** Makes something of a row. */
  @FunctionalInterface
  public interface Reader<T> {
    /** Reads what it needs. */
    T read(Row row) throws SQLException;
  }

  /** A text. */
  public String text(String column) throws SQLException {
    return maybeText(column).orElseThrow(() -> missing(column));
  }

  /** A text that may be null. */
  public Optional<String> maybeText(String column) throws SQLException {
    return Optional.ofNullable(rows.getString(column));
  }

  /** A list of texts. */
  public List<String> texts(String column) throws SQLException {
    return List.of((String[]) rows.getArray(column).getArray());
  }

  /** A time. */
  public Instant instant(String column) throws SQLException {
    return maybeInstant(column).orElseThrow(() -> missing(column));
  }

  /** A time that may be null. */
  public Optional<Instant> maybeInstant(String column) throws SQLException {
    return Optional.ofNullable(rows.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  /** Bytes that may be null. */
  public Optional<byte[]> maybeBytes(String column) throws SQLException {
    return Optional.ofNullable(rows.getBytes(column));
  }

  /** A number. */
  public int number(String column) throws SQLException {
    return rows.getInt(column);
  }

  /** A number that may be large. */
  public long large(String column) throws SQLException {
    return rows.getLong(column);
  }

  /** A yes or no. */
  public boolean flag(String column) throws SQLException {
    return rows.getBoolean(column);
  }

  /** A record that was written as JSON. */
  public <T> T json(String column, Class<T> type) throws SQLException {
    try {
      return Wire.mapper().readValue(text(column), type);
    } catch (JsonProcessingException e) { // its message quotes the text
      throw new IllegalStateException(
          "The ledger's " + column + " is no " + type.getSimpleName() + " that this Rekey knows");
    }
  }

  private static IllegalStateException missing(String column) {
    return new IllegalStateException("The ledger gives no " + column);
  }
}
