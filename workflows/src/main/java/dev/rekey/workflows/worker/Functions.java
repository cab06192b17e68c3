package dev.rekey.workflows.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rekey.model.FailureCode;
import dev.rekey.model.inventory.InventoryReply;
import dev.rekey.model.inventory.InventoryRequest;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;

/**
 * Speaks records to functions, and turns their failures into Temporal's, by code and never by text.
 */
final class Functions {
  /** The inventory function's name. */
  static final String INVENTORY = "rekey-inventory";

  /** The name of the function that keeps the evidence log. */
  static final String EVIDENCE = "rekey-evidence";

  private final FunctionInvoker invoker;

  Functions(FunctionInvoker invoker) {
    this.invoker = invoker;
  }

  /**
   * Asks a function.
   *
   * @throws ApplicationFailure with the failure code as its type
   */
  <T> T ask(String function, Object request, Class<T> answer) {
    try {
      return Wire.mapper().readValue(invoker.invoke(function, bytes(request)), answer);
    } catch (FunctionLostException lost) {
      throw failure(lost.code(), lost.reason());
    } catch (IOException notUnderstood) {
      throw failure(FailureCode.UNEXPECTED, function + " answered what we do not understand");
    }
  }

  /**
   * Asks the inventory.
   *
   * @throws ApplicationFailure if it refuses, or answers another question
   */
  <T extends InventoryReply> T askInventory(InventoryRequest request, Class<T> expected) {
    InventoryReply reply = ask(INVENTORY, request, InventoryReply.class);
    if (reply instanceof InventoryReply.Failed failed) {
      throw failure(failed.code(), failed.reason());
    }
    if (!expected.isInstance(reply)) {
      throw misunderstood();
    }
    return expected.cast(reply);
  }

  /** A failure as Temporal sees it: retried only if it can heal. */
  static ApplicationFailure failure(FailureCode code, String reason) {
    return ApplicationFailure.newBuilder()
        .setMessage(reason)
        .setType(code.name())
        .setNonRetryable(!code.retryable())
        .build();
  }

  /** The inventory answered, but not what it was asked. */
  static ApplicationFailure misunderstood() {
    return failure(FailureCode.UNEXPECTED, INVENTORY + " answered another question");
  }

  private static byte[] bytes(Object request) throws JsonProcessingException {
    return Wire.mapper().writeValueAsBytes(request);
  }
}
