package dev.rekey.activities.consumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rollover.TrustBundle;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * What a pushed file says, by its name's ending: {@code .json} is an object with {@code secret},
 * {@code version}, {@code username} and {@code password}; {@code .properties} has the same four as
 * java.util.Properties reads them; {@code .env} has {@code REKEY_SECRET} and so on, as a shell
 * reads them. Of an authority's roots {@code .pem} has them alone.
 */
final class FileForm {
  private static final Set<String> ENDINGS = Set.of("json", "properties", "env");

  private FileForm() {}

  /** Passes for a name whose ending says how the file is read. */
  static void requireKnown(String fileName, SecretId secret) {
    if (!isRoots(fileName, secret) && !ENDINGS.contains(ending(fileName))) {
      throw unknownEnding();
    }
  }

  /** There is no key in them, so they may be what servers and clients read as it is. */
  private static boolean isRoots(String fileName, SecretId secret) {
    return ending(fileName).equals("pem") && TrustBundle.authorityOf(secret).isPresent();
  }

  static byte[] content(String fileName, SecretId secret, VersionId version, Login login) {
    if (isRoots(fileName, secret)) {
      return login.value().reveal().getBytes(StandardCharsets.UTF_8);
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("secret", secret.value());
    fields.put("version", version.value());
    fields.put("username", login.identity());
    fields.put("password", login.value().reveal());
    String text =
        switch (ending(fileName)) {
          case "json" -> json(fields);
          case "properties" -> lines(fields, FileForm::property);
          case "env" -> lines(fields, FileForm::assignment);
          default -> throw unknownEnding();
        };
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String ending(String fileName) {
    return fileName.substring(fileName.lastIndexOf('.') + 1);
  }

  private static StepFailedException unknownEnding() {
    return Unreachable.because("the name of the file ends in none of .json, .properties, .env");
  }

  private static String lines(Map<String, String> fields, BiFunction<String, String, String> line) {
    return fields.entrySet().stream()
        .map(field -> line.apply(field.getKey(), field.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  private static String assignment(String name, String value) {
    String quoted =
        value.matches("[A-Za-z0-9_./:@%+=,-]*") ? value : "'" + value.replace("'", "'\\''") + "'";
    return "REKEY_" + name.toUpperCase(Locale.ROOT) + "=" + quoted;
  }

  /** One line as {@link Properties} escapes it, without the date that it puts above. */
  private static String property(String name, String value) {
    Properties one = new Properties();
    one.setProperty(name, value);
    StringWriter text = new StringWriter();
    try {
      one.store(text, null);
    } catch (IOException e) {
      throw new IllegalStateException("Memory can be written");
    }
    return text.toString().lines().filter(line -> !line.startsWith("#")).findFirst().orElseThrow();
  }

  private static String json(Map<String, String> fields) {
    try {
      return Wire.mapper().writeValueAsString(fields) + "\n";
    } catch (JsonProcessingException e) { // its message may quote the value
      throw new IllegalStateException("Four texts have a JSON form");
    }
  }
}
