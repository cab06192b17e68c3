package dev.rekey.exercise.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rekey.model.incident.Act;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The published shape and the parser say the same. */
class ScenarioSchemaTest {
  static final List<String> LIBRARY = Library.NAMES;

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Library.schema(), InputFormat.JSON);

  /** Whatever might stand where something else should. */
  private static final List<JsonNode> STRANGE =
      List.of(
          TextNode.valueOf("?!"),
          TextNode.valueOf(""),
          TextNode.valueOf("PT15"),
          TextNode.valueOf("7"),
          TextNode.valueOf("true"),
          IntNode.valueOf(7),
          IntNode.valueOf(-7),
          BooleanNode.TRUE,
          NullNode.getInstance(),
          YAML.createArrayNode(),
          YAML.createArrayNode().add(7),
          YAML.createArrayNode().addNull(),
          YAML.createObjectNode(),
          YAML.createObjectNode().put("kind", "nothing"));

  @ParameterizedTest
  @FieldSource("LIBRARY")
  void the_shape_of_each_scenario_of_the_library_is_right(String name) throws IOException {
    assertThat(fits(YAML.readTree(Library.text(name).orElseThrow()))).isTrue();
  }

  @Test
  void whatever_is_broken_is_refused_by_both_or_by_neither() throws IOException {
    JsonNode whole;
    try (InputStream text = getClass().getResourceAsStream("/everything.yaml")) {
      whole = YAML.readTree(text);
    }
    agree(whole, "as it is");
    assertThat(playable(whole)).isTrue();
    List<JsonNode> places = new ArrayList<>();
    collect(whole, places);
    for (JsonNode place : places) {
      if (place instanceof ObjectNode object) {
        breakFields(whole, object);
      } else if (place instanceof ArrayNode array) {
        breakItems(whole, array);
      }
    }
  }

  private static void breakFields(JsonNode whole, ObjectNode object) throws IOException {
    object.put("unheard-of", "x");
    agree(whole, "a field that is unknown");
    object.remove("unheard-of");
    for (String field : names(object)) {
      JsonNode right = object.remove(field);
      agree(whole, field + " is left out");
      for (JsonNode strange : STRANGE) {
        object.set(field, strange);
        agree(whole, field + " is " + strange);
      }
      object.set(field, right);
    }
  }

  private static void breakItems(JsonNode whole, ArrayNode array) throws IOException {
    for (int i = 0; i < array.size(); i++) {
      JsonNode right = array.get(i);
      for (JsonNode strange : STRANGE) {
        array.set(i, strange);
        agree(whole, "an item is " + strange);
      }
      array.set(i, right);
    }
  }

  private static void collect(JsonNode node, List<JsonNode> places) {
    places.add(node);
    node.forEach(one -> collect(one, places));
  }

  /** What has the shape is read, though it may not be playable; what has not is never played. */
  private static void agree(JsonNode document, String what) throws IOException {
    if (fits(document)) {
      assertThat(read(document)).as(what).isNotNull();
    } else {
      assertThat(playable(document)).as(what).isFalse();
    }
  }

  private static boolean fits(JsonNode document) {
    return SCHEMA.validate(document.toString(), InputFormat.JSON).isEmpty();
  }

  private static Scenario read(JsonNode document) throws IOException {
    return ScenarioDocument.read("everything", YAML.writeValueAsString(document));
  }

  private static boolean playable(JsonNode document) throws IOException {
    String text = YAML.writeValueAsString(document);
    try {
      ScenarioDocument.parse("everything", text);
      return true;
    } catch (FaultyScenarioException faulty) {
      return false;
    }
  }

  static Stream<Class<?>> records() {
    return Stream.of(
            List.<Class<?>>of(Scenario.class, Setting.class, Move.class),
            List.of(Scenario.class.getDeclaredClasses()),
            List.of(Setting.class.getDeclaredClasses()),
            List.of(Inject.class.getDeclaredClasses()))
        .flatMap(List::stream)
        .filter(Class::isRecord);
  }

  @ParameterizedTest
  @MethodSource("records")
  void each_field_that_the_parser_knows_is_published(Class<?> type) throws IOException {
    Set<String> known =
        Stream.of(type.getRecordComponents())
            .map(one -> one.getName())
            .collect(Collectors.toCollection(TreeSet::new));
    if (Inject.class.isAssignableFrom(type)) {
      known.add("kind");
    }
    assertThat(names(definition(type.getSimpleName()).get("properties"))).isEqualTo(known);
  }

  @Test
  void each_act_that_people_can_do_is_published() throws IOException {
    Set<String> published = new TreeSet<>();
    for (JsonNode one : definition("Act").get("oneOf")) {
      JsonNode act =
          definition(one.get("$ref").asText().replace("#/$defs/", "")).get("properties").get("act");
      act.path("enum").forEach(word -> published.add(word.asText()));
      if (act.has("const")) {
        published.add(act.get("const").asText());
      }
    }
    assertThat(published)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Act.class.getAnnotation(JsonSubTypes.class).value())
                .map(JsonSubTypes.Type::name)
                .toList());
  }

  @Test
  void what_is_refused_for_its_shape_is_told_in_words() {
    assertThatThrownBy(() -> ScenarioDocument.parse("x", "scenario: 7"))
        .hasMessageContaining("scenario: 7 is no string");
    assertThatThrownBy(() -> ScenarioDocument.parse("x", "scenario:\n"))
        .hasMessageContaining("scenario: nothing stands here");
  }

  private static JsonNode definition(String name) throws IOException {
    return YAML.readTree(Library.schema()).get("$defs").get(name);
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
