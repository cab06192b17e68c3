package dev.rekey.console.embedded.wiring;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.rekey.activities.aws.organization.OuterControlHandler;
import dev.rekey.activities.evidence.EvidenceHandler;
import dev.rekey.console.embedded.function.FunctionsInProcess;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.workflows.worker.Containment;
import dev.rekey.workflows.worker.NoticeActivitiesAdapter;
import dev.rekey.workflows.worker.OuterControlActivitiesAdapter;
import java.util.HashMap;
import java.util.Map;

/** The functions of an installation on one machine: the same handlers as in AWS Lambda. */
public final class EmbeddedFunctions {
  /** The function that keeps the evidence log. */
  public static final String EVIDENCE = "rekey-evidence";

  private EmbeddedFunctions() {}

  /** Names them as the worker calls them. */
  public static FunctionsInProcess of(Foundation foundation, Equipment equipment) {
    RequestStreamHandler rotation =
        foundation
            .installation()
            .rotation(equipment.targets(), equipment.delivery(), equipment.dueDates());
    Map<String, RequestStreamHandler> functions = new HashMap<>();
    for (String kind : CredentialSpec.kinds()) {
      functions.put(Containment.routine(kind), rotation);
      functions.put(Containment.urgent(kind), rotation);
    }
    functions.put("rekey-inventory", equipment.inventoryFunction());
    functions.put(NoticeActivitiesAdapter.FUNCTION, foundation.installation().notices());
    functions.put(OuterControlActivitiesAdapter.FUNCTION, OuterControlHandler.of(System.getenv()));
    functions.put(EVIDENCE, new EvidenceHandler(foundation.evidence()));
    return new FunctionsInProcess(functions);
  }
}
