package dev.rekey.workflows.worker;

import dev.rekey.model.evidence.MarkedStretch;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.IncidentReply;
import dev.rekey.model.incident.IncidentRequest;
import dev.rekey.workflows.response.IncidentBook;
import java.util.List;

/** What the ledger's function knows of incidents. */
public final class IncidentFunction implements IncidentBook {
  private final Functions functions;

  /** Takes the way to the functions. */
  public IncidentFunction(FunctionInvoker invoker) {
    this.functions = new Functions(invoker);
  }

  @Override
  public IncidentReply.Opened open(IncidentRequest.Open order) {
    return ask(order, IncidentReply.Opened.class);
  }

  @Override
  public void heard(String signal) {
    write(new IncidentRequest.Heard(signal));
  }

  List<AtRisk> known(IncidentRequest.Concerned question) {
    return ask(question, IncidentReply.Known.class).credentials();
  }

  /** The roles of AWS that may be in other hands. */
  List<String> leakedRoles() {
    return ask(new IncidentRequest.LeakedRoles(), IncidentReply.Roles.class).arns();
  }

  /** What these serve. */
  IncidentReply.Served served(IncidentRequest.Served question) {
    return ask(question, IncidentReply.Served.class);
  }

  /** Which entries of the evidence log the word is about. */
  MarkedStretch mark(IncidentRequest.Suspect word) {
    return ask(word, IncidentReply.Marked.class).stretch();
  }

  void write(IncidentRequest what) {
    ask(what, IncidentReply.class);
  }

  private <T extends IncidentReply> T ask(IncidentRequest request, Class<T> expected) {
    IncidentReply reply = functions.ask(Functions.INVENTORY, request, IncidentReply.class);
    if (reply instanceof IncidentReply.Failed failed) {
      throw Functions.failure(failed.code(), failed.reason());
    }
    if (!expected.isInstance(reply)) {
      throw Functions.misunderstood();
    }
    return expected.cast(reply);
  }
}
