package dev.rekey.activities.authority;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.activities.http.Address;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.FailureCode;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a person says of an authority. What is wrong is named, and no value is quoted. */
public final class AuthoritySettings {
  private static final JsonMapper STRICT =
      Wire.mapper()
          .rebuild()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final int MOST_ORDERS = 100_000;

  private AuthoritySettings() {}

  /**
   * Reads settings.
   *
   * @throws StepFailedException BAD_REQUEST if they are no JSON of that form, or if the record's
   *     constructor refuses one by an {@link IllegalArgumentException} with a sentence of ours
   */
  public static <T> T read(Login login, Class<T> form) {
    try {
      T settings = STRICT.readValue(login.value().reveal(), form);
      return Optional.ofNullable(settings).orElseThrow(() -> refused("are empty"));
    } catch (UnrecognizedPropertyException e) {
      throw refused("have a field that is not known, " + printable(e.getPropertyName()));
    } catch (JsonMappingException e) {
      throw e.getCause() instanceof IllegalArgumentException ours
          ? refused(String.valueOf(ours.getMessage()))
          : refused("have a value of another form than is wanted" + at(e));
    } catch (JsonProcessingException e) { // its words quote the text
      throw refused("are no JSON");
    }
  }

  private static String at(JsonMappingException failure) {
    return failure.getPath().stream()
        .map(JsonMappingException.Reference::getFieldName)
        .filter(name -> name != null)
        .findFirst()
        .map(name -> ", in " + printable(name))
        .orElse("");
  }

  private static String printable(String name) {
    return name.replaceAll("[^A-Za-z0-9_-]", "?");
  }

  private static StepFailedException refused(String what) {
    return new StepFailedException(
        FailureCode.BAD_REQUEST, "The settings of the authority " + what + "; see its table");
  }

  /** The value, which must be there: for a record's constructor. */
  public static <T> T required(@Nullable T value, String field) {
    if (value == null || (value instanceof String text && text.isBlank())) {
      throw new IllegalArgumentException("lack " + field);
    }
    return value;
  }

  /** A number of orders, if one is said: for a record's constructor. */
  public static void orders(Optional<Integer> perHour) {
    if (perHour.filter(orders -> orders < 1 || orders > MOST_ORDERS).isPresent()) {
      throw new IllegalArgumentException(
          "have a wrong ordersPerHour: it is between 1 and " + MOST_ORDERS);
    }
  }

  /** An address that may be called: for a record's constructor. */
  public static URI address(@Nullable URI value, String field) {
    URI address = required(value, field);
    Address.fault(address)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException("have a wrong " + field + ": the " + fault);
            });
    return address;
  }

  /** The certificates in a PEM text, at least one: for a record's constructor. */
  public static List<X509Certificate> certificates(@Nullable String pem, String field) {
    String text = required(pem, field);
    List<X509Certificate> read;
    try {
      read = CertificateChain.read(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("have no certificates in PEM in " + field, e);
    }
    if (read.isEmpty()) {
      throw new IllegalArgumentException("have no certificates in PEM in " + field);
    }
    return read;
  }
}
