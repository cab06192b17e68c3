package dev.rekey.activities.aws.principal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.StepFailedException;
import dev.rekey.model.FailureCode;
import dev.rekey.model.incident.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Of what a principal did, what outlives it: by a table of calls beside this class. */
public final class Persistence {
  private static final String TABLE = "persistence.txt";
  private static final int COLUMNS = 4;
  private static final Map<String, Kind> KINDS = read();

  private record Kind(String parameter, String words) {}

  private Persistence() {}

  /** Each with a sentence, and with each part of the log that could not be looked at. */
  public static List<Finding> in(Doings doings) {
    List<Finding> found = new ArrayList<>();
    doings.calls().forEach(call -> finding(doings, call).ifPresent(found::add));
    doings.gaps().stream()
        .map(
            gap ->
                new Finding(
                    "CloudTrail could not be looked at",
                    gap.what(),
                    "CloudTrail in " + gap.region(),
                    Optional.empty()))
        .forEach(found::add);
    return found;
  }

  private static Optional<Finding> finding(Doings doings, JsonNode call) {
    Kind kind = KINDS.get(Doings.service(call) + " " + Doings.name(call));
    return Optional.ofNullable(kind)
        .map(
            it ->
                new Finding(
                    it.words(),
                    Doings.asked(call, it.parameter()).orElse("unnamed")
                        + made(call).map(id -> " (" + id + ")").orElse(""),
                    call.path("eventSource").asText()
                        + " in "
                        + call.path("awsRegion").asText()
                        + doings.elsewhere(call).map(" of the account "::concat).orElse(""),
                    Doings.at(call)));
  }

  /** The public id of a key that was made. */
  private static Optional<String> made(JsonNode call) {
    return Optional.ofNullable(call.at("/responseElements/accessKey/accessKeyId").textValue());
  }

  private static Map<String, Kind> read() {
    Map<String, Kind> kinds = new HashMap<>();
    try (InputStream table = Persistence.class.getResourceAsStream(TABLE)) {
      for (String line : new String(table.readAllBytes(), UTF_8).lines().toList()) {
        String[] columns = line.split(" ", COLUMNS);
        if (!line.startsWith("#") && columns.length == COLUMNS) {
          kinds.put(columns[0] + " " + columns[1], new Kind(columns[2], columns[3]));
        }
      }
      return kinds;
    } catch (IOException e) {
      throw new StepFailedException(FailureCode.UNEXPECTED, "The package lacks " + TABLE);
    }
  }
}
