package dev.rekey.activities.inventory;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.activities.incident.Incidents;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.FailureCode;
import dev.rekey.model.incident.IncidentRequest;
import dev.rekey.model.inventory.InventoryReply;
import dev.rekey.model.inventory.InventoryRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The inventory function. A refusal is an answer; only a crash is an error of the call. */
public final class InventoryHandler implements RequestStreamHandler {
  private final InventorySteps steps;
  private final Incidents incidents;

  /** Takes the ledger. */
  public InventoryHandler(Ledger ledger) {
    this.steps = new InventorySteps(ledger);
    this.incidents = new Incidents(ledger);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Wire.mapper().writeValue(output, answer(input));
  }

  private Object answer(InputStream input) throws IOException {
    try {
      JsonNode question = Wire.mapper().readTree(input);
      return question.has(IncidentRequest.MARK)
          ? incidents.run(Wire.mapper().treeToValue(question, IncidentRequest.class))
          : steps.run(Wire.mapper().treeToValue(question, InventoryRequest.class));
    } catch (StepFailedException e) {
      return new InventoryReply.Failed(e.code(), e.reason());
    } catch (JsonProcessingException e) { // its message quotes the input
      return new InventoryReply.Failed(
          FailureCode.BAD_REQUEST, "The request is no question to the inventory");
    } catch (RuntimeException e) { // its message may hold anything
      return new InventoryReply.Failed(
          FailureCode.UNEXPECTED, "The inventory broke with " + e.getClass().getSimpleName());
    }
  }
}
