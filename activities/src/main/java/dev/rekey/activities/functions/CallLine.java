package dev.rekey.activities.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rekey.activities.Wire;
import dev.rekey.model.FailureCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is written about one call: a line of JSON which is a log entry to people and metrics to
 * CloudWatch. Names, ids and codes of ours alone; never a value, and no sentence of anybody's.
 */
final class CallLine {
  private static final Pattern ROOT = Pattern.compile("(?:^|;)Root=(1-[0-9a-f]{8}-[0-9a-f]{24})");

  private final long start = System.nanoTime();
  private final String kind;
  private final Asked asked;
  private final Context context;
  private final boolean cold;
  private String result = "crashed";
  private @Nullable FailureCode code;

  private CallLine(String kind, Asked asked, Context context, boolean cold) {
    this.kind = kind;
    this.asked = asked;
    this.context = context;
    this.cold = cold;
  }

  /** A call begins; {@code cold} if it is this environment's first. */
  static CallLine begin(String kind, byte[] event, Context context, boolean cold) {
    return new CallLine(kind, Asked.of(event), context, cold);
  }

  /** The call was answered. An answer may be megabytes long: only its head is looked at. */
  void answered(byte[] answer) throws IOException {
    result = "done";
    try (JsonParser json = Wire.mapper().createParser(answer)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        take(name, json);
        json.skipChildren();
      }
    }
  }

  private void take(String name, JsonParser json) throws IOException {
    if (name.equals("result") || name.equals("answer")) {
      result = List.of("waiting", "failed").contains(json.getText()) ? json.getText() : "done";
    } else if (name.equals("code") && result.equals("failed")) {
      code = FailureCode.valueOf(json.getText());
    }
  }

  /** The call was refused with an error. */
  void failed(FailureCode failure) {
    result = "failed";
    code = failure;
  }

  /** The line, without its end. */
  String json() {
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    ObjectNode line = Wire.mapper().createObjectNode();
    line.put("timestamp", Instant.now().toString());
    line.put("level", level());
    line.put("function", context.getFunctionName());
    line.put("functionVersion", context.getFunctionVersion());
    line.put("requestId", context.getAwsRequestId());
    trace().ifPresent(trace -> line.put("traceId", trace));
    line.put("coldStart", cold);
    asked.secret().ifPresent(secret -> line.put("secret", secret.value()));
    asked.version().ifPresent(version -> line.put("version", version.value()));
    line.put("kind", kind);
    line.put("step", asked.step());
    line.put("result", result);
    line.put("code", code == null ? "NONE" : code.name());
    CallMetrics.add(line, millis, code);
    return line.toString();
  }

  private String level() {
    if (code == null) {
      return result.equals("crashed") ? "ERROR" : "INFO";
    }
    return code.retryable() ? "WARN" : "ERROR";
  }

  /** X-Ray's id of the trace; the SDK passes the same on to AWS by itself. */
  private Optional<String> trace() {
    return Stream.of(
            context.getXrayTraceId(),
            System.getProperty("com.amazonaws.xray.traceHeader"),
            System.getenv("_X_AMZN_TRACE_ID"))
        .filter(Objects::nonNull)
        .map(ROOT::matcher)
        .filter(Matcher::find)
        .map(root -> root.group(1))
        .findFirst();
  }
}
