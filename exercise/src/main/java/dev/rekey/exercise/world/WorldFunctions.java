package dev.rekey.exercise.world;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.rekey.activities.aws.organization.OuterControlHandler;
import dev.rekey.exercise.clock.ExerciseClock;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.notice.NoticeReply;
import dev.rekey.model.notice.NoticeRequest;
import dev.rekey.workflows.worker.Containment;
import dev.rekey.workflows.worker.FunctionInvoker;
import dev.rekey.workflows.worker.FunctionLostException;
import dev.rekey.workflows.worker.NoticeActivitiesAdapter;
import dev.rekey.workflows.worker.OuterControlActivitiesAdapter;
import dev.rekey.workflows.worker.Wire;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * The functions of an exercise: the very same handlers as in production, over the ports of the
 * world. A call takes its time on the way there and on the way back.
 */
public final class WorldFunctions implements FunctionInvoker {
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofMillis(400);

  /** Nobody asks it anything. */
  private static final Context NO_CONTEXT =
      (Context)
          Proxy.newProxyInstance(
              Context.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (proxy, method, arguments) -> null);

  private final ExerciseClock clock;
  private final Chance chance;
  private final NoticeBoard board;
  private final Twist.Delivery delivery;
  private final IntConsumer afterCall;
  private final Map<String, RequestStreamHandler> handlers = new HashMap<>();
  private final Map<String, Integer> calls = new HashMap<>();
  private int effects;

  /**
   * Takes the handlers.
   *
   * @param delivery how often each call arrives
   * @param afterCall hears of each call that had its effect, by its number, before it is answered
   * @param steps of rotations and responses, for every kind
   * @param inventory the ledger's
   */
  public WorldFunctions(
      ExerciseClock clock,
      Chance chance,
      NoticeBoard board,
      Twist.Delivery delivery,
      IntConsumer afterCall,
      RequestStreamHandler steps,
      RequestStreamHandler inventory) {
    this.clock = clock;
    this.chance = chance;
    this.board = board;
    this.delivery = delivery;
    this.afterCall = afterCall;
    for (String kind : CredentialSpec.kinds()) {
      handlers.put(Containment.routine(kind), steps);
      handlers.put(Containment.urgent(kind), steps);
    }
    handlers.put("rekey-inventory", inventory);
    handlers.put(OuterControlActivitiesAdapter.FUNCTION, new OuterControlHandler(Optional.empty()));
  }

  /** How many calls had an effect so far. */
  public synchronized int effects() {
    return effects;
  }

  @Override
  public byte[] invoke(String function, byte[] payload) {
    String call = call(function);
    clock.pass(chance.between(call + " there", SHORT, LONG));
    byte[] answer = answer(function, payload);
    if (delivery == Twist.Delivery.TWICE) {
      answer(function, payload);
    }
    afterCall.accept(count());
    clock.pass(chance.between(call + " back", SHORT, LONG));
    return answer;
  }

  private synchronized String call(String function) {
    return function + " " + calls.merge(function, 1, Integer::sum);
  }

  private synchronized int count() {
    effects++;
    return effects;
  }

  private byte[] answer(String function, byte[] payload) {
    try {
      if (function.equals(NoticeActivitiesAdapter.FUNCTION)) {
        return Wire.mapper().writeValueAsBytes(notice(payload));
      }
      RequestStreamHandler handler = handlers.get(function);
      if (handler == null) {
        throw FunctionLostException.missing(function);
      }
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      handler.handleRequest(new ByteArrayInputStream(payload), answer, NO_CONTEXT);
      return answer.toByteArray();
    } catch (IOException e) {
      throw FunctionLostException.unknown(function);
    }
  }

  private NoticeReply notice(byte[] payload) throws IOException {
    return switch (Wire.mapper().readValue(payload, NoticeRequest.class)) {
      case NoticeRequest.Deliver deliver -> board.deliver(deliver.notice());
      case NoticeRequest.Try attempt ->
          throw FunctionLostException.missing(NoticeActivitiesAdapter.FUNCTION);
    };
  }
}
