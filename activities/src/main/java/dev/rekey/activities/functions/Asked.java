package dev.rekey.activities.functions;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.Wire;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.InventoryRequest;
import dev.rekey.model.notice.NoticeRequest;
import dev.rekey.model.rotation.NativeEvent;
import dev.rekey.model.rotation.RotationStep;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a call is about, as far as a log may know. Only what has the form of a name, an id or a step
 * is taken over, since an event that is none of ours may hold anything.
 *
 * @param natively whether Secrets Manager calls, rather than the worker
 * @param secret the secret's name
 * @param version the version that the rotation makes
 * @param step the step, or {@code none}
 */
record Asked(
    boolean natively, Optional<SecretId> secret, Optional<VersionId> version, String step) {
  private static final List<String> NATIVE =
      List.of("createSecret", "setSecret", "testSecret", "finishSecret");

  private static final List<String> QUESTIONS =
      Stream.of(InventoryRequest.class, NoticeRequest.class)
          .flatMap(asked -> Stream.of(asked.getAnnotation(JsonSubTypes.class).value()))
          .map(JsonSubTypes.Type::name)
          .toList();

  /** Reads an event; one that is no JSON is about nothing. */
  static Asked of(byte[] event) {
    JsonNode read = tree(event);
    boolean natively = read.has(NativeEvent.SECRET);
    return new Asked(
        natively,
        name(natively ? read.path(NativeEvent.SECRET) : read.path("credential").path("secret"))
            .flatMap(text -> made(text, SecretId::new)),
        name(read.path(natively ? "ClientRequestToken" : "version"))
            .flatMap(text -> made(text, VersionId::new)),
        natively
            ? known(read.path("Step"), NATIVE).orElse("none")
            : step(read).or(() -> known(read.path("ask"), QUESTIONS)).orElse("none"));
  }

  private static JsonNode tree(byte[] event) {
    try {
      JsonNode read = Wire.mapper().readTree(event);
      return read == null ? Wire.mapper().nullNode() : read;
    } catch (IOException notJson) {
      return Wire.mapper().nullNode();
    }
  }

  private static Optional<String> step(JsonNode event) {
    return name(event.path("step"))
        .flatMap(text -> made(text, RotationStep::valueOf))
        .map(RotationStep::name);
  }

  private static Optional<String> known(JsonNode node, Iterable<String> words) {
    for (String word : words) {
      if (node.isTextual() && node.textValue().equals(word)) {
        return Optional.of(word);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> name(JsonNode node) {
    return Optional.ofNullable(node.textValue());
  }

  private static <T> Optional<T> made(String text, Function<String, T> making) {
    try {
      return Optional.of(making.apply(text));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }
}
