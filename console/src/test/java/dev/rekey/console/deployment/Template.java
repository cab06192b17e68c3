package dev.rekey.console.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A template of infra/, as data: {@code !Ref X} is the map {@code {Ref: X}}, and so on. */
final class Template {
  /** Tests run in their module's folder. */
  static final Path FOLDER = Path.of("..", "infra");

  private final Object root;

  private Template(Object root) {
    this.root = root;
  }

  static Template main() {
    return read(FOLDER.resolve("template.yaml"));
  }

  static Template read(Path file) {
    return new Template(new Yaml(new Intrinsics()).load(text(file)));
  }

  /** All templates of the folder. */
  static List<Path> files() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The resources of a type, by their logical ids. */
  Map<String, Map<String, Object>> resources(String type) {
    Map<String, Map<String, Object>> found = new LinkedHashMap<>();
    map(map(root).get("Resources"))
        .forEach(
            (id, resource) -> {
              if (resource instanceof Map<?, ?> && type.equals(map(resource).get("Type"))) {
                found.put(id, map(map(resource).get("Properties")));
              }
            });
    return found;
  }

  /** A whole resource, by its logical id. */
  Map<String, Object> resource(String id) {
    return map(map(map(root).get("Resources")).get(id));
  }

  @SuppressWarnings("unchecked") // YAML's keys are texts here
  static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  /** A list; a single value is a list of one, as in policies. */
  static List<?> list(Object value) {
    return value instanceof List<?> many ? many : List.of(value);
  }

  private static final class Intrinsics extends SafeConstructor {
    Intrinsics() {
      super(new LoaderOptions());
      yamlMultiConstructors.put(
          "!",
          new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
              return Map.of(node.getTag().getValue().substring(1), value(node));
            }
          });
    }

    private Object value(Node node) {
      return switch (node) {
        case ScalarNode scalar -> constructScalar(scalar);
        case SequenceNode sequence -> constructSequence(sequence);
        case MappingNode mapping -> constructMapping(mapping);
        default -> throw new IllegalStateException("no such node: " + node.getNodeId());
      };
    }
  }
}
