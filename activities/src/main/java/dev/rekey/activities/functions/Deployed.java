package dev.rekey.activities.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.activities.aws.organization.OuterControlHandler;
import dev.rekey.activities.evidence.EvidenceAnswer;
import dev.rekey.activities.evidence.EvidenceSettings;
import dev.rekey.activities.target.CredentialTarget;
import dev.rekey.activities.target.Targets;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.incident.OuterControlReply;
import dev.rekey.model.inventory.InventoryReply;
import dev.rekey.model.notice.NoticeReply;
import dev.rekey.model.rotation.StepResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.LogManager;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A function as AWS Lambda runs it. It is wired when it starts, while Lambda gives it a whole core;
 * if that fails, at the next call, which is answered with the reason. One line is written about
 * each call. Everything that is wired is given up before a snapshot is taken (SnapStart) and made
 * anew after each restore: no connection, login, cache or clock reading is in the snapshot.
 */
final class Deployed implements RequestStreamHandler, Resource {
  private final String kind;
  private final Supplier<Wired> wiring;
  private final BiFunction<FailureCode, String, Object> refusal;
  private final Consumer<String> out;
  private @Nullable Wired wired;
  private boolean cold = true;

  Deployed(
      String kind,
      Supplier<Wired> wiring,
      BiFunction<FailureCode, String, Object> refusal,
      Consumer<String> out) {
    this.kind = kind;
    this.wiring = wiring;
    this.refusal = refusal;
    this.out = out;
    tryToWire();
  }

  /** The function for one kind of credential, wired by its environment. */
  static <K extends CredentialSpec, T extends CredentialTarget<K>> RequestStreamHandler rotation(
      Class<K> kind, Supplier<T> target) {
    return onLambda(
        CredentialSpec.kindOf(kind),
        () -> {
          T made = target.get();
          return settings().rotation(Targets.only(kind, made)).with(made);
        },
        StepResult.Failed::new);
  }

  /** The function that answers questions to the inventory, wired by its environment. */
  static RequestStreamHandler inventory() {
    return onLambda("inventory", () -> settings().inventory(), InventoryReply.Failed::new);
  }

  /** The function that keeps the evidence log, wired by its environment. */
  static RequestStreamHandler evidence() {
    return onLambda(
        "evidence",
        () -> settings().evidence(EvidenceSettings.of(System.getenv())),
        EvidenceAnswer::failed);
  }

  /** The function that tells people, wired by its environment. */
  static RequestStreamHandler notices() {
    return onLambda("notices", () -> settings().notices(), NoticeReply.Failed::new);
  }

  /** The function that denies from outside an account, wired by its environment. */
  static RequestStreamHandler outerControl() {
    return onLambda(
        "outer-control",
        () -> Wired.alone(OuterControlHandler.of(System.getenv())),
        OuterControlReply.Failed::new);
  }

  private static FunctionSettings settings() {
    return FunctionSettings.of(System.getenv());
  }

  private static RequestStreamHandler onLambda(
      String kind, Supplier<Wired> wiring, BiFunction<FailureCode, String, Object> refusal) {
    LogManager.getLogManager().reset(); // the driver's own words may hold anything
    Deployed function = new Deployed(kind, wiring, refusal, System.out::println);
    Core.getGlobalContext().register(function); // which holds it weakly; the caller holds it
    return function;
  }

  @Override
  public synchronized void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    byte[] event = input.readAllBytes();
    CallLine line = CallLine.begin(kind, event, context, cold);
    cold = false;
    try {
      byte[] answer = answer(event, context);
      line.answered(answer);
      output.write(answer);
    } catch (StepFailedException refused) { // to Secrets Manager, every refusal is an error
      line.failed(refused.code());
      throw refused;
    } catch (RuntimeException e) {
      line.failed(FailureCode.UNEXPECTED);
      throw e;
    } finally {
      out.accept(line.json());
    }
  }

  private byte[] answer(byte[] event, Context context) throws IOException {
    Wired ready;
    try {
      ready = wired();
    } catch (StepFailedException unfit) {
      if (Asked.of(event).natively()) {
        throw unfit;
      }
      return Wire.mapper().writeValueAsBytes(refusal.apply(unfit.code(), unfit.reason()));
    }
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    ready.handleRequest(new ByteArrayInputStream(event), answer, context);
    return answer.toByteArray();
  }

  private Wired wired() {
    if (wired == null) {
      wired = wiring.get();
    }
    return wired;
  }

  private void tryToWire() {
    try {
      wired();
    } catch (StepFailedException later) {
      // the next call tries again, and is answered with the reason
    }
  }

  /** Loads the classes that a call needs, then gives up whatever is open. */
  @Override
  public synchronized void beforeCheckpoint(org.crac.Context<? extends Resource> context)
      throws IOException {
    tryToWire();
    if (wired != null) {
      wired.prime();
      wired.close();
      wired = null;
    }
  }

  @Override
  public synchronized void afterRestore(org.crac.Context<? extends Resource> context) {
    tryToWire();
  }
}
