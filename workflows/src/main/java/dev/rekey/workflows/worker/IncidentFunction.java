package dev.rekey.workflows.worker;

import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.IncidentReply;
import dev.rekey.model.incident.IncidentRequest;
import java.util.List;

/** What the ledger's function knows of incidents. */
public final class IncidentFunction {
  private final Functions functions;

  /** Takes the way to the functions. */
  public IncidentFunction(FunctionInvoker invoker) {
    this.functions = new Functions(invoker);
  }

  List<AtRisk> known(IncidentRequest.Concerned question) {
    return switch (ask(question)) {
      case IncidentReply.Known known -> known.credentials();
      case IncidentReply.Opened opened -> throw Functions.misunderstood();
      case IncidentReply.Written written -> throw Functions.misunderstood();
      case IncidentReply.Failed failed -> throw Functions.failure(failed.code(), failed.reason());
    };
  }

  void write(IncidentRequest what) {
    if (ask(what) instanceof IncidentReply.Failed failed) {
      throw Functions.failure(failed.code(), failed.reason());
    }
  }

  private IncidentReply ask(IncidentRequest request) {
    return functions.ask(Functions.INVENTORY, request, IncidentReply.class);
  }
}
