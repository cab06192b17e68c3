package dev.rekey.exercise.scenario;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.incident.RootCause;
import dev.rekey.model.notice.Audience;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which shapes a document may have: exactly those of {@code scenario.schema.json}. A number is no
 * text, nothing is empty, and what the vocabulary of incidents has must be said.
 */
final class ScenarioShape {
  /** Durations as the schema has them: narrower than what Java reads. */
  private static final Pattern TIME =
      Pattern.compile(
          "-?P(?=[-0-9T])(-?[0-9]+D)?"
              + "(T(?=[-0-9])(-?[0-9]+H)?(-?[0-9]+M)?(-?[0-9]+([.][0-9]{1,9})?S)?)?");

  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private ScenarioShape() {}

  static YAMLMapper.Builder strict(YAMLMapper.Builder mapper) {
    Stream.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)
        .forEach(
            shape ->
                mapper.withCoercionConfig(
                    LogicalType.Textual, text -> text.setCoercion(shape, CoercionAction.Fail)));
    return mapper
        .addModules(new Jdk8Module(), new JavaTimeModule(), texts())
        .annotationIntrospector(new Demanding())
        .addMixIn(Tier.class, InWords.class)
        .addMixIn(Audience.class, InWords.class)
        .addMixIn(RootCause.Category.class, InWords.class)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  /** The same shape, of which anything may be missing. */
  static ObjectMapper undemanding(ObjectMapper strict) {
    return strict.copy().setAnnotationIntrospector(new Undemanding());
  }

  private static SimpleModule texts() {
    return new SimpleModule("texts")
        .addDeserializer(Duration.class, new OfText<>(Duration.class, TIME, Duration::parse))
        .addDeserializer(LocalDate.class, new OfText<>(LocalDate.class, DAY, LocalDate::parse));
  }

  /** Documents have lower case and hyphens where code has constants. */
  @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
  private interface InWords {}

  /** What the vocabulary of incidents has no word of being optional for is demanded. */
  private static final class Demanding extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
      boolean vocabulary = member.getDeclaringClass().getName().startsWith("dev.rekey.model.");
      boolean optional = member.getRawType().equals(Optional.class);
      return (vocabulary && !optional) ? Boolean.TRUE : super.hasRequiredMarker(member);
    }
  }

  /** Nothing is demanded. */
  private static final class Undemanding extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasRequiredMarker(AnnotatedMember member) {
      return Boolean.FALSE;
    }
  }

  /** Reads nothing but text, and only in one shape. */
  private static final class OfText<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;

    private final Pattern shape;
    private final transient Function<String, T> reading;

    OfText(Class<T> type, Pattern shape, Function<String, T> reading) {
      super(type);
      this.shape = shape;
      this.reading = reading;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      String text = parser.getText();
      if (!parser.hasToken(JsonToken.VALUE_STRING) || !shape.matcher(text).matches()) {
        throw context.weirdStringException(text, handledType(), "another shape");
      }
      try {
        return reading.apply(text);
      } catch (RuntimeException unfit) { // a thirtieth of February
        throw context.weirdStringException(text, handledType(), "it does not exist");
      }
    }
  }
}
