package dev.rekey.activities;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rekey.model.credential.CredentialSpec;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {
  static Stream<Class<?>> kinds() {
    return Arrays.stream(CredentialSpec.class.getPermittedSubclasses());
  }

  /** What an interface keeps out of JSON under a component's name would be lost on the way. */
  @ParameterizedTest
  @MethodSource("kinds")
  void all_that_a_kind_of_credential_says_of_itself_travels(Class<?> kind) {
    JsonMapper mapper = Wire.mapper();
    List<String> sent =
        mapper
            .getSerializationConfig()
            .introspect(mapper.constructType(kind))
            .findProperties()
            .stream()
            .map(BeanPropertyDefinition::getName)
            .toList();
    assertThat(sent)
        .containsAll(
            Arrays.stream(kind.getRecordComponents()).map(RecordComponent::getName).toList());
  }

  @Test
  void the_fields_of_an_event_are_its_own_and_not_those_of_what_is_in_it() throws IOException {
    assertThat(
            Wire.fields("{\"call\":{\"deep\":[{\"b\":1}]},\"since\":null,\"n\":7}".getBytes(UTF_8)))
        .containsExactlyInAnyOrder("call", "since", "n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "7", "[{\"call\":1}]"})
  void what_is_no_object_has_no_fields(String event) throws IOException {
    assertThat(Wire.fields(event.getBytes(UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"call\":1", "{call:1}", "{\"call\":}"})
  void what_is_no_json_is_said_to_be_none(String event) {
    assertThatExceptionOfType(JsonProcessingException.class)
        .isThrownBy(() -> Wire.fields(event.getBytes(UTF_8)));
  }
}
