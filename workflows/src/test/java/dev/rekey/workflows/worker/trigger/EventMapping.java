package dev.rekey.workflows.worker.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.workflows.worker.Wire;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * What Lambda's event source mapping does: fetch messages, call the function, delete what it took.
 */
final class EventMapping {
  private final SqsClient sqs;
  private final String queue;
  private final TriggerRig rig;

  EventMapping(SqsClient sqs, String queue, TriggerRig rig) {
    this.sqs = sqs;
    this.queue = queue;
    this.rig = rig;
  }

  /** One round; gives how many messages were taken. */
  int poll() throws IOException {
    List<Message> messages =
        sqs.receiveMessage(
                request ->
                    request
                        .queueUrl(queue)
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(1)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
            .messages();
    if (messages.isEmpty()) {
      return 0;
    }
    List<Map<String, Object>> records = messages.stream().map(EventMapping::record).toList();
    JsonNode answer = rig.call(Wire.mapper().writeValueAsString(Map.of("Records", records)));
    List<String> failed = answer.path("batchItemFailures").findValuesAsText("itemIdentifier");
    List<Message> taken =
        messages.stream().filter(message -> !failed.contains(message.messageId())).toList();
    taken.forEach(
        message ->
            sqs.deleteMessage(
                request -> request.queueUrl(queue).receiptHandle(message.receiptHandle())));
    return taken.size();
  }

  private static Map<String, Object> record(Message message) {
    return Map.of(
        "messageId",
        message.messageId(),
        "body",
        message.body(),
        "attributes",
        message.attributesAsStrings().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }
}
