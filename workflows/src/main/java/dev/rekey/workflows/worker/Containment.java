package dev.rekey.workflows.worker;

import dev.rekey.model.FailureCode;
import dev.rekey.model.rotation.StepRequest;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which function runs a step: what is compromised has functions of its own, with concurrency
 * reserved for them, so that routine work never takes their place. Where such a function surely did
 * not run, the one for routine work does it: to contain late is worse than to contain elsewhere.
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
      LOG.warn("{} ({}); the function for routine work does it", lost.reason(), lost.code());
      return functions.invoke(function.substring(0, function.length() - SUFFIX.length()), payload);
    }
  }
}
