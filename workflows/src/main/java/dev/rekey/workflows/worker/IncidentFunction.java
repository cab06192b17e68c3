package dev.rekey.workflows.worker;

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
    return switch (ask(order)) {
      case IncidentReply.Opened opened -> opened;
      case IncidentReply.Known known -> throw Functions.misunderstood();
      case IncidentReply.Roles roles -> throw Functions.misunderstood();
      case IncidentReply.Written written -> throw Functions.misunderstood();
      case IncidentReply.Failed failed -> throw Functions.failure(failed.code(), failed.reason());
    };
  }

  @Override
  public void heard(String signal) {
    write(new IncidentRequest.Heard(signal));
  }

  List<AtRisk> known(IncidentRequest.Concerned question) {
    return switch (ask(question)) {
      case IncidentReply.Known known -> known.credentials();
      case IncidentReply.Opened opened -> throw Functions.misunderstood();
      case IncidentReply.Roles roles -> throw Functions.misunderstood();
      case IncidentReply.Written written -> throw Functions.misunderstood();
      case IncidentReply.Failed failed -> throw Functions.failure(failed.code(), failed.reason());
    };
  }

  /** The roles of AWS that may be in other hands. */
  List<String> leakedRoles() {
    return switch (ask(new IncidentRequest.LeakedRoles())) {
      case IncidentReply.Roles roles -> roles.arns();
      case IncidentReply.Known known -> throw Functions.misunderstood();
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
