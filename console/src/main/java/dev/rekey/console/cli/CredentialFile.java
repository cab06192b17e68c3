package dev.rekey.console.cli;

import dev.rekey.console.api.Enrolment;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * A YAML or JSON file of credentials: a list, or a list under {@code credentials}. The fields of an
 * entry are {@code name} and the options of {@code credential add} without their dashes.
 */
final class CredentialFile {
  private CredentialFile() {}

  /**
   * An entry that was read.
   *
   * @param line where it begins, from 1
   * @param enrolment what it says
   */
  record Entry(int line, Enrolment enrolment) {}

  /**
   * An entry that is wrong.
   *
   * @param line where it begins, from 1
   * @param sentence what is wrong
   */
  record Mistake(int line, String sentence) {}

  /**
   * What a file holds.
   *
   * @param entries those that can be read
   * @param mistakes those that cannot
   */
  record Content(List<Entry> entries, List<Mistake> mistakes) {}

  /**
   * Reads a file.
   *
   * @throws CommandFailure with USAGE if it is no list of credentials at all
   */
  static Content read(Path file) {
    Content content = new Content(new ArrayList<>(), new ArrayList<>());
    for (Node node : list(file)) {
      int line = node.getStartMark().getLine() + 1;
      try {
        content.entries().add(new Entry(line, enrolment(node)));
      } catch (ParameterException e) {
        content.mistakes().add(new Mistake(line, inFile(e)));
      } catch (CommandFailure e) {
        content.mistakes().add(new Mistake(line, e.sentence().replace("--", "")));
      }
    }
    return content;
  }

  private static List<Node> list(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      Node root = new Yaml(new LoaderOptions()).compose(reader);
      if (root instanceof MappingNode mapping) {
        root = credentials(mapping);
      }
      if (root instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
        return sequence.getValue();
      }
      throw malformed(file, "it holds no list of credentials");
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw malformed(file, "line " + line + " is neither YAML nor JSON");
    } catch (YAMLException | MalformedInputException e) {
      throw malformed(file, "it is no text");
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.ENVIRONMENT, "UNREADABLE_FILE", file + " cannot be read", "");
    }
  }

  private static Node credentials(MappingNode mapping) {
    return mapping.getValue().stream()
        .filter(field -> text(field.getKeyNode()).equals("credentials"))
        .map(NodeTuple::getValueNode)
        .findFirst()
        .orElse(mapping);
  }

  private static CommandFailure malformed(Path file, String why) {
    return CommandFailure.usage(file + " cannot be imported: " + why);
  }

  /**
   * An entry is parsed as the command line that would say the same: one meaning, one set of checks.
   */
  private static Enrolment enrolment(Node node) {
    if (!(node instanceof MappingNode mapping)) {
      throw CommandFailure.usage("a credential is a list of fields, such as name and endpoint");
    }
    CredentialOptions options = new CredentialOptions();
    CommandLine parser = Cli.configured(new CommandLine(options));
    parser.parseArgs(words(mapping, parser).toArray(String[]::new));
    return options.enrolment();
  }

  private static List<String> words(MappingNode mapping, CommandLine parser) {
    List<String> name = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (NodeTuple field : mapping.getValue()) {
      String key = text(field.getKeyNode());
      boolean isName = key.equals("name");
      if (!isName && parser.getCommandSpec().findOption("--" + key) == null) {
        throw unknown(key, parser);
      }
      for (String value : values(field.getValueNode())) {
        (isName ? name : words).add(isName ? value : "--" + key + "=" + value);
      }
    }
    words.add("--");
    words.addAll(name);
    return words;
  }

  private static CommandFailure unknown(String key, CommandLine parser) {
    List<String> known =
        parser.getCommandSpec().options().stream()
            .map(option -> option.longestName().substring("--".length()))
            .toList();
    String meant = Suggestion.of(key, known).map(name -> "; did you mean " + name + "?").orElse("");
    return CommandFailure.usage("there is no field '" + key + "'" + meant);
  }

  private static List<String> values(Node node) {
    return node instanceof SequenceNode sequence
        ? sequence.getValue().stream().map(CredentialFile::text).toList()
        : List.of(text(node));
  }

  private static String text(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw CommandFailure.usage("line " + (node.getStartMark().getLine() + 1) + " nests too deep");
  }

  private static String inFile(ParameterException e) {
    String message = String.valueOf(e.getMessage()).replace("--", "").replace("option", "field");
    return message.lines().findFirst().orElse("it cannot be read");
  }
}
