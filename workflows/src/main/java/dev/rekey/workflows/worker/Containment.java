package dev.rekey.workflows.worker;

import dev.rekey.model.FailureCode;
import dev.rekey.model.rotation.StepRequest;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which function runs a step: what is compromised has functions of its own, with concurrency
 * reserved for them, so that routine work never takes their place. Where such a function surely did
 * not run, the one for routine work does it: to contain late is worse than to contain elsewhere.
 * But not where that one's role may be the leaked one, which would contain itself: then people are
 * told.
 */
public final class Containment implements FunctionInvoker {
  private static final Logger LOG = LoggerFactory.getLogger(Containment.class);
  private static final String SUFFIX = "-containment";

  /** A lost call is not among them: it may have run, and only the workflow may repeat it. */
  private static final Set<FailureCode> DID_NOT_RUN =
      Set.of(FailureCode.NOT_FOUND, FailureCode.PERMISSION_DENIED, FailureCode.THROTTLED);

  private final FunctionInvoker functions;

  Containment(FunctionInvoker functions) {
    this.functions = functions;
  }

  /** The function's name for routine work on this kind of credential. */
  public static String routine(String kind) {
    return "rekey-" + kind;
  }

  /** The function's name for what is compromised. */
  public static String urgent(String kind) {
    return routine(kind) + SUFFIX;
  }

  static String functionOf(StepRequest request) {
    String kind = request.credential().kind();
    return switch (request.reason()) {
      case COMPROMISED -> urgent(kind);
      case SCHEDULED, REQUESTED, RECONCILE, EXPOSED -> routine(kind);
    };
  }

  @Override
  public byte[] invoke(String function, byte[] payload) {
    try {
      return functions.invoke(function, payload);
    } catch (FunctionLostException lost) {
      if (!function.endsWith(SUFFIX) || !DID_NOT_RUN.contains(lost.code())) {
        throw lost;
      }
      String routine = function.substring(0, function.length() - SUFFIX.length());
      if (mayBeInOtherHands(routine)) {
        throw new FunctionLostException(
            FailureCode.FUNCTION_SUSPECT,
            lost.reason() + "; " + routine + " is not called, for its role may be in other hands");
      }
      LOG.warn("{} ({}); the function for routine work does it", lost.reason(), lost.code());
      return functions.invoke(routine, payload);
    }
  }

  /** While a role is in an incident, a function whose role nobody knows may have that one. */
  private boolean mayBeInOtherHands(String function) {
    try {
      List<String> leaked = new IncidentFunction(functions).leakedRoles();
      return !leaked.isEmpty() && functions.role(function).map(leaked::contains).orElse(true);
    } catch (ApplicationFailure unknown) {
      return true;
    }
  }
}
