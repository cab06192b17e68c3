package dev.rekey.workflows.worker.trigger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.workflows.trace.Trace;
import dev.rekey.workflows.trigger.NotUnderstoodException;
import dev.rekey.workflows.worker.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages of one call. A message that was not taken is named in the answer, and comes again
 * until the queue moves it to its dead-letter queue; the others are done with.
 */
final class Batch {
  private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

  private final Reception reception;
  private final List<Failure> failures = new ArrayList<>();
  private boolean away;

  /** What Lambda's event source mapping wants to hear, with {@code ReportBatchItemFailures}. */
  record Answer(List<Failure> batchItemFailures) {}

  /** One message that is to come again. */
  record Failure(String itemIdentifier) {}

  Batch(Reception reception) {
    this.reception = reception;
  }

  Answer take(JsonNode messages) {
    messages.forEach(this::takeOne);
    return new Answer(failures);
  }

  /** Once Temporal is away it is so for all: the rest of the batch is not kept waiting for it. */
  private void takeOne(JsonNode message) {
    String id = message.path("messageId").asText();
    if (away) {
      failures.add(new Failure(id));
      return;
    }
    try {
      reception.take(Wire.mapper().readTree(message.path("body").asText()), trace(message));
    } catch (JsonProcessingException noJson) { // its message quotes the text
      fail(id, "it is not JSON");
    } catch (NotUnderstoodException unknown) {
      fail(id, String.valueOf(unknown.getMessage()));
    } catch (AwayException gone) {
      away = true;
      fail(id, String.valueOf(gone.getMessage()));
    }
  }

  private void fail(String id, String reason) {
    LOG.warn("Message {} was not taken and comes again: {}", id, reason);
    failures.add(new Failure(id));
  }

  private static Optional<Trace> trace(JsonNode message) {
    return Optional.ofNullable(
            message.path("messageAttributes").path("traceparent").path("stringValue").textValue())
        .flatMap(Trace::ofTraceparent)
        .or(
            () ->
                Optional.ofNullable(message.path("attributes").path("AWSTraceHeader").textValue())
                    .flatMap(Trace::ofXray));
  }
}
