package dev.rekey.activities.inventory;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.FailureCode;
import dev.rekey.model.inventory.InventoryReply;
import dev.rekey.model.inventory.InventoryRequest;

/** Answers what the sweep and the triggers ask of the inventory. */
public final class InventorySteps {
  private static final int LARGEST_PAGE = 1_000;

  private final DueCredentials due;
  private final Breaches breaches;
  private final Signals signals;
  private final Expiries expiries;

  /** Takes the ledger. */
  public InventorySteps(Ledger ledger) {
    this.due = new DueCredentials(ledger);
    this.breaches = new Breaches(ledger);
    this.signals = new Signals(ledger);
    this.expiries = new Expiries(ledger);
  }

  /**
   * Answers a question.
   *
   * @throws StepFailedException LEDGER_UNAVAILABLE if the ledger does not answer
   */
  public InventoryReply run(InventoryRequest request) {
    return switch (request) {
      case InventoryRequest.Due question -> due(question);
      case InventoryRequest.RecordBreaches question -> breaches.record(question.now());
      case InventoryRequest.Receive question -> signals.receive(question.trigger(), question.run());
      case InventoryRequest.Unadvised question -> {
        refuseUnlessPage(question.limit());
        yield new InventoryReply.ToAsk(due.unadvised(question.now(), question.limit()));
      }
      case InventoryRequest.Untold question ->
          new InventoryReply.ToTell(expiries.untold(question.now()));
    };
  }

  private InventoryReply due(InventoryRequest.Due question) {
    refuseUnlessPage(question.limit());
    return due.page(question.now(), question.limit(), question.after());
  }

  private static void refuseUnlessPage(int limit) {
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw new StepFailedException(
          FailureCode.BAD_REQUEST, "A page has 1 to " + LARGEST_PAGE + " credentials");
    }
  }
}
