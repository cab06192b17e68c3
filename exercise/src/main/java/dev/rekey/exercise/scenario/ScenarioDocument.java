package dev.rekey.exercise.scenario;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.rekey.model.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads scenario documents: YAML 1.1 with nothing that is unknown, nothing twice and no aliases.
 *
 * @param scenario what it says
 * @param digest SHA-256 of the document's bytes, in hex: a score says which version was played
 */
public record ScenarioDocument(Scenario scenario, String digest) {
  /** No scenario that people write comes near it. */
  private static final int LARGEST = 256 * 1024;

  private static final ObjectMapper YAML = mapper();
  private static final ObjectMapper LENIENT = ScenarioShape.undemanding(YAML);

  /**
   * Reads one.
   *
   * @param name the file's name without its ending
   * @throws FaultyScenarioException with every mistake that it has, if it cannot be played
   */
  public static ScenarioDocument parse(String name, String text) {
    Scenario scenario = read(name, text);
    List<String> mistakes = ScenarioRules.mistakes(name, scenario);
    if (!mistakes.isEmpty()) {
      throw new FaultyScenarioException(name, mistakes);
    }
    return new ScenarioDocument(scenario, Sha256.hex(text));
  }

  /** What has the right shape, though it may not be playable. */
  static Scenario read(String name, String text) {
    if (text.length() > LARGEST) {
      throw new FaultyScenarioException(name, List.of("line 1: it is longer than 256 KiB"));
    }
    if (text.isBlank()) {
      throw new FaultyScenarioException(name, List.of("line 1: nothing stands here"));
    }
    try {
      requireFilled(name, text);
      return YAML.readValue(text, Scenario.class);
    } catch (JsonMappingException wrong) {
      throw new FaultyScenarioException(
          name, Stream.concat(unknown(text), Stream.of(told(wrong))).distinct().toList());
    } catch (JsonProcessingException wrong) {
      throw new FaultyScenarioException(
          name, List.of(line(wrong.getLocation()) + unreadable(wrong)));
    } catch (IOException e) {
      throw new UncheckedIOException("A text can always be read", e);
    }
  }

  private static String unreadable(JsonProcessingException wrong) {
    return wrong instanceof StreamConstraintsException
        ? "something is deeper, or longer, than anybody writes it"
        : "it is no YAML: " + firstLine(wrong);
  }

  private static String told(JsonMappingException wrong) {
    return line(wrong.getLocation()) + path(wrong) + words(wrong);
  }

  /** What is spelt wrong is missing as well, which is told first, and helps nobody. */
  private static Stream<String> unknown(String text) {
    try {
      LENIENT.readValue(text, Scenario.class);
    } catch (UnrecognizedPropertyException unknown) {
      return Stream.of(told(unknown));
    } catch (IOException other) {
      // what was told says enough
    }
    return Stream.empty();
  }

  /** What has nothing behind its colon was forgotten: it is no way to leave something out. */
  private static void requireFilled(String name, String text) throws IOException {
    try (JsonParser parser = YAML.createParser(text)) {
      while (parser.nextToken() != null) {
        if (parser.hasToken(JsonToken.VALUE_NULL)) {
          String place = parser.getParsingContext().pathAsPointer().toString().substring(1);
          throw new FaultyScenarioException(
              name,
              List.of(
                  line(parser.currentTokenLocation())
                      + place.replace('/', '.')
                      + ": nothing stands here"));
        }
      }
    }
  }

  /** As a document again, such as one that was made of a recorded incident. */
  public static String print(Scenario scenario) {
    try {
      return YAML.writeValueAsString(scenario);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A scenario can always be written", e);
    }
  }

  private static String line(JsonLocation where) {
    return where == null ? "document: " : "line " + where.getLineNr() + ": ";
  }

  private static String path(JsonMappingException wrong) {
    String path =
        wrong.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
            .collect(Collectors.joining("."));
    return path.isEmpty() ? "" : path.replace(".[", "[") + ": ";
  }

  private static String words(JsonMappingException wrong) {
    return switch (wrong) {
      case UnrecognizedPropertyException unknown ->
          "there is no such field; there are " + unknown.getKnownPropertyIds();
      case InvalidTypeIdException unknown when unknown.getTypeId() != null ->
          unknown.getTypeId() + " is nothing that there is";
      case InvalidTypeIdException unnamed -> "it does not say what it is";
      case InvalidFormatException unfit when unfit.getTargetType().isEnum() ->
          unfit.getValue() + " is none of " + choices(unfit.getTargetType());
      case InvalidFormatException unfit ->
          unfit.getValue()
              + " is no "
              + unfit.getTargetType().getSimpleName().toLowerCase(Locale.ROOT);
      case MismatchedInputException absent when absent.getOriginalMessage().startsWith("Missing") ->
          "it is missing";
      case MismatchedInputException other -> "what stands here has another shape";
      default -> firstLine(wrong);
    };
  }

  private static List<Object> choices(Class<?> type) {
    return Stream.of(type.getEnumConstants())
        .<Object>map(one -> YAML.convertValue(one, String.class))
        .toList();
  }

  private static String firstLine(JsonProcessingException wrong) {
    return wrong.getOriginalMessage().lines().findFirst().orElse("");
  }

  private static ObjectMapper mapper() {
    LoaderOptions limits = new LoaderOptions();
    limits.setAllowDuplicateKeys(false);
    limits.setMaxAliasesForCollections(0);
    limits.setCodePointLimit(LARGEST);
    YAMLFactory documents =
        YAMLFactory.builder()
            .loaderOptions(limits)
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .build();
    return ScenarioShape.strict(YAMLMapper.builder(documents))
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(
                JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY))
        .build();
  }
}
