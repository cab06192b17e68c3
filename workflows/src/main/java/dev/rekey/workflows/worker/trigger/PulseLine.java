package dev.rekey.workflows.worker.trigger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rekey.workflows.worker.Wire;

/**
 * Whether Temporal answers, as a line that CloudWatch makes a metric of (embedded format). An alarm
 * sounds at nought, and where no line comes.
 */
final class PulseLine {
  private static final String METRIC = "TemporalAnswers";

  private PulseLine() {}

  static String of(boolean answers, long at) {
    ObjectNode line = Wire.mapper().createObjectNode();
    line.put("level", answers ? "INFO" : "ERROR");
    line.put(METRIC, answers ? 1 : 0);
    ObjectNode aws = line.putObject("_aws").put("Timestamp", at);
    ObjectNode one = aws.putArray("CloudWatchMetrics").addObject().put("Namespace", "Rekey");
    one.putArray("Dimensions").addArray();
    one.putArray("Metrics").addObject().put("Name", METRIC).put("Unit", "Count");
    return line.toString();
  }
}
