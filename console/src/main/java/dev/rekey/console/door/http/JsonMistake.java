package dev.rekey.console.door.http;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Says what is wrong with a JSON body without repeating any of it: a value may be a secret, and so
 * may the name of a field that is none.
 */
final class JsonMistake {
  private static final String OURS = "dev.rekey.";

  private JsonMistake() {}

  static String sentence(@Nullable Throwable cause) {
    return switch (cause) {
      case UnrecognizedPropertyException e ->
          "An unknown field stands in " + place(withoutLast(e.getPath())) + "; known: " + known(e);
      case StreamReadException e ->
          "The body is not well-formed JSON at line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr();
      case JacksonException e -> place(e.getPath()) + " " + rule(e.getCause());
      case null, default -> "The body is missing or cannot be read";
    };
  }

  /** Our own rule that was broken, if it was one of ours; else that the form is wrong. */
  static String rule(@Nullable Throwable cause) {
    return Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
        .filter(IllegalArgumentException.class::isInstance)
        .filter(JsonMistake::thrownByUs)
        .map(Throwable::getMessage)
        .filter(Objects::nonNull)
        .map(message -> "is refused: " + message)
        .findFirst()
        .orElse("is missing, or not of the right form");
  }

  /** Where in our code something broke. */
  static String ourLine(Throwable e) {
    return Stream.of(e.getStackTrace())
        .filter(line -> line.getClassName().startsWith(OURS))
        .findFirst()
        .map(line -> line.getClassName() + ":" + line.getLineNumber())
        .orElse("no line of ours");
  }

  /** Only our own words are passed on; a library's may repeat the value. */
  private static boolean thrownByUs(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    return trace.length > 0 && trace[0].getClassName().startsWith(OURS);
  }

  private static String known(UnrecognizedPropertyException e) {
    return e.getKnownPropertyIds() == null
        ? "none"
        : e.getKnownPropertyIds().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static List<Reference> withoutLast(List<Reference> path) {
    return path.isEmpty() ? path : path.subList(0, path.size() - 1);
  }

  private static String place(List<Reference> path) {
    String place =
        path.stream()
            .map(step -> step.getPropertyName() == null ? "[]" : step.getPropertyName())
            .collect(Collectors.joining("."));
    return place.isEmpty() ? "The body" : "The field '" + place + "'";
  }
}
