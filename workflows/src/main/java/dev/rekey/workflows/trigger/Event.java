package dev.rekey.workflows.trigger;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.model.trigger.Trigger;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An event as EventBridge delivers it: strict where something is needed, and blind for the rest.
 *
 * @param json the whole event
 */
record Event(JsonNode json) {
  /** What an id is made of; Temporal takes a thousand characters, and so much is no id. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9/_+=.@:!-]{1,512}");

  /**
   * A text that must be there.
   *
   * @throws NotUnderstoodException if it is not
   */
  String text(String pointer) {
    return maybe(pointer)
        .orElseThrow(() -> new NotUnderstoodException("The event has no text at " + pointer));
  }

  /** A text that may be missing; a blank one is missing. */
  Optional<String> maybe(String pointer) {
    JsonNode found = at(pointer);
    return found.isTextual() && !found.textValue().isBlank()
        ? Optional.of(found.textValue())
        : Optional.empty();
  }

  /** The first of several places where there is a text. */
  Optional<String> first(String... pointers) {
    return Stream.of(pointers).flatMap(pointer -> maybe(pointer).stream()).findFirst();
  }

  /** Whether a text is there, and just this one. */
  boolean says(String pointer, String text) {
    return maybe(pointer).filter(text::equals).isPresent();
  }

  /** Whether true is there, as a boolean or as a word. */
  boolean isTrue(String pointer) {
    return at(pointer).asBoolean(false);
  }

  /** Whether there is anything but null. */
  boolean has(String pointer) {
    return !at(pointer).isMissingNode() && !at(pointer).isNull();
  }

  /** The elements of an array; none if there is none. */
  Stream<Event> each(String pointer) {
    return StreamSupport.stream(at(pointer).spliterator(), false).map(Event::new);
  }

  /** The texts of an array. */
  Stream<String> texts(String pointer) {
    return each(pointer).flatMap(element -> element.maybe("").stream());
  }

  /**
   * A trigger's id.
   *
   * @throws NotUnderstoodException if this is no id
   * @see Trigger#id
   */
  static String id(String source, String id) {
    if (!ID.matcher(id).matches()) {
      throw new NotUnderstoodException("The event's id is none");
    }
    return source + "/" + id;
  }

  private JsonNode at(String pointer) {
    return json.at(JsonPointer.compile(pointer));
  }
}
