package dev.rekey.console.door.http;

import dev.rekey.console.door.Refusal;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads bodies, and says what is wrong with one in our words at once: Jackson's repeat the value,
 * and Spring writes them to its log on the way to whoever handles the error.
 */
final class StrictJson extends JacksonJsonHttpMessageConverter {
  StrictJson(JsonMapper json) {
    super(json);
  }

  @Override
  public Object read(
      ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
      throws IOException {
    try {
      return super.read(type, message, hints);
    } catch (HttpMessageNotReadableException e) {
      throw Refusal.badRequest(JsonMistake.sentence(e.getCause()));
    }
  }
}
