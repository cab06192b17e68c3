package dev.rekey.activities.functions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rekey.model.FailureCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of a call in CloudWatch's embedded metric format ("Embedded metric format
 * specification" in its user guide): they cost no call. What a metric is told apart by are kind,
 * step, result and code, a few dozen of each; never a secret's name, of which there are thousands.
 */
final class CallMetrics {
  private static final String NAMESPACE = "Rekey";

  private CallMetrics() {}

  /**
   * Adds the metrics to a line that has kind, step, result and code.
   *
   * @param millis how long the call took
   * @param code why it failed, if it did
   */
  static void add(ObjectNode line, long millis, @Nullable FailureCode code) {
    line.put("Steps", 1);
    line.put("StepDuration", millis);
    ObjectNode aws = line.putObject("_aws");
    aws.put("Timestamp", System.currentTimeMillis());
    ArrayNode metrics = aws.putArray("CloudWatchMetrics");
    directive(metrics, List.of("kind", "step", "result"), "Steps", "Count");
    directive(metrics, List.of("kind", "step"), "StepDuration", "Milliseconds");
    if (code != null) {
      line.put("Failures", 1);
      directive(metrics, List.of("kind", "code"), "Failures", "Count");
    }
    line.put("Throttled", code == FailureCode.THROTTLED ? 1 : 0);
    directive(metrics, List.of("kind"), "Throttled", "Count");
  }

  private static void directive(
      ArrayNode metrics, List<String> dimensions, String name, String unit) {
    ObjectNode one = metrics.addObject();
    one.put("Namespace", NAMESPACE);
    ArrayNode set = one.putArray("Dimensions").addArray();
    dimensions.forEach(set::add);
    one.putArray("Metrics").addObject().put("Name", name).put("Unit", unit);
  }
}
