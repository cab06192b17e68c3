package dev.rekey.console.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The document of the API, which every answer of every test is held against. */
final class ApiDocument {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final JsonNode document = read();

  /** Every route that it describes, such as {@code GET /v1/status}. */
  Set<String> routes() {
    Set<String> routes = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      path.getValue()
          .propertyNames()
          .forEach(m -> routes.add(m.toUpperCase(Locale.ROOT) + " " + path.getKey()));
    }
    return routes;
  }

  /** Fails unless the document knows such a request; one that the door refused may break it. */
  void checkRequest(String method, String path, String body, int status) {
    JsonNode schema =
        operation(method, path)
            .map(o -> o.at("/requestBody/content/application~1json/schema"))
            .filter(node -> status < 300 && !node.isMissingNode())
            .orElse(JSON.createObjectNode());
    check(schema, body, "request of " + method + " " + path);
  }

  /** Fails unless the document says that this route may answer so. */
  void checkAnswer(String method, String path, OpenDoor.Answer answer) {
    Optional<JsonNode> operation = operation(method, path);
    if (operation.isEmpty()) {
      assertThat(answer.status()).as("%s %s is not described", method, path).isIn(400, 404, 405);
      return;
    }
    JsonNode response = operation.get().path("responses").path(String.valueOf(answer.status()));
    assertThat(response.isMissingNode())
        .as("%s %s may answer %s: %s", method, path, answer.status(), answer.body())
        .isFalse();
    JsonNode content = resolved(response).path("content");
    if (content.isMissingNode()) {
      assertThat(answer.body()).isEmpty();
      return;
    }
    String type =
        answer.http().headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
    assertThat(content.has(type)).as("%s %s answers %s", method, path, type).isTrue();
    if (type.endsWith("json")) {
      check(content.path(type).path("schema"), answer.body(), method + " " + path);
    }
  }

  private void check(JsonNode schema, String body, String what) {
    if (schema.isEmpty()) {
      return;
    }
    ObjectNode whole = JSON.createObjectNode();
    whole.set("components", document.path("components"));
    whole.putArray("allOf").add(schema);
    assertThat(SCHEMAS.getSchema(whole).validate(body, InputFormat.JSON)).as(what).isEmpty();
  }

  private Optional<JsonNode> operation(String method, String uri) {
    String path = uri.replaceFirst("\\?.*", "");
    JsonNode operation =
        document.path("paths").path(route(path)).path(method.toLowerCase(Locale.ROOT));
    return operation.isMissingNode() ? Optional.empty() : Optional.of(operation);
  }

  /** The described path that this one is of; what is written out goes before a template. */
  private String route(String path) {
    Map<String, JsonNode> described = new TreeMap<>();
    document.path("paths").properties().forEach(one -> described.put(one.getKey(), one.getValue()));
    return described.containsKey(path)
        ? path
        : described.keySet().stream()
            .filter(template -> path.matches(template.replaceAll("\\{[^}]+}", "[^/]+")))
            .findFirst()
            .orElse(path);
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
  }

  private static JsonNode read() {
    try (InputStream yaml = ApiDocument.class.getResourceAsStream("/openapi.yaml")) {
      return JSON.valueToTree(new Yaml().load(Objects.requireNonNull(yaml)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
