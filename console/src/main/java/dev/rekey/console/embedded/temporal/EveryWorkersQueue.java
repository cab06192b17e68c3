package dev.rekey.console.embedded.temporal;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;

/**
 * Keeps workflows on the queue that every worker polls. A worker asks for further tasks on a queue
 * of its own, and the test server never takes them back from there: it ignores that queue's
 * time-out, so what a dead worker had begun would wait for it for ever.
 */
final class EveryWorkersQueue implements ServerInterceptor {
  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      @Override
      public void onMessage(Q message) {
        super.onMessage(withoutQueueOfItsOwn(message));
      }
    };
  }

  @SuppressWarnings("unchecked") // of the same class as before
  private static <Q> Q withoutQueueOfItsOwn(Q message) {
    return message instanceof RespondWorkflowTaskCompletedRequest completed
        ? (Q) completed.toBuilder().clearStickyAttributes().build()
        : message;
  }
}
