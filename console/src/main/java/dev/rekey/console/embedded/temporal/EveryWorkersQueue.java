package dev.rekey.console.embedded.temporal;

import com.google.protobuf.ByteString;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.ResetStickyTaskQueueRequest;
import io.temporal.api.workflowservice.v1.ResetStickyTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondQueryTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskFailedRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;

/**
 * Keeps workflows on the queue that every worker polls. A worker asks for further tasks on a queue
 * of its own, and the test server never takes them back from there: it ignores that queue's
 * time-out, so what a dead worker had begun would wait for it for ever. What that queue is for, to
 * send a worker only what it does not know yet, is done here.
 */
final class EveryWorkersQueue implements ServerInterceptor {
  private static final String RESET =
      WorkflowServiceGrpc.getResetStickyTaskQueueMethod().getFullMethodName();

  private final RememberedRuns runs = new RememberedRuns();

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (call.getMethodDescriptor().getFullMethodName().equals(RESET)) {
      return new Reset<>(call);
    }
    Exchange<Q, A> exchange = new Exchange<>(call);
    return new SimpleForwardingServerCallListener<>(next.startCall(exchange, headers)) {
      @Override
      public void onMessage(Q message) {
        super.onMessage(exchange.heard(message));
      }
    };
  }

  /** What a worker says, and is answered. */
  @SuppressWarnings("unchecked") // each message is of the same class as before
  private final class Exchange<Q, A> extends SimpleForwardingServerCall<Q, A> {
    private volatile String worker = "";
    private volatile ByteString done = ByteString.EMPTY;

    Exchange(ServerCall<Q, A> call) {
      super(call);
    }

    Q heard(Q message) {
      if (message instanceof PollWorkflowTaskQueueRequest poll) {
        worker = poll.getWorkerInstanceKey();
      } else if (message instanceof RespondWorkflowTaskFailedRequest failed) {
        runs.failed(failed.getTaskToken());
      } else if (message instanceof RespondQueryTaskCompletedRequest answered) {
        runs.answered(answered.getTaskToken());
      } else if (message instanceof RespondWorkflowTaskCompletedRequest completed) {
        return (Q) completed(completed);
      }
      return message;
    }

    private RespondWorkflowTaskCompletedRequest completed(
        RespondWorkflowTaskCompletedRequest completed) {
      done = completed.getTaskToken();
      if (completed.hasStickyAttributes()) { // it keeps the run in mind
        runs.completed(done);
      }
      return completed.toBuilder().clearStickyAttributes().build();
    }

    @Override
    public void sendMessage(A message) {
      super.sendMessage(
          message instanceof PollWorkflowTaskQueueResponse task
              ? (A) runs.given(task, worker)
              : message);
    }

    @Override
    public void close(Status status, Metadata trailers) {
      if (!status.isOk()) {
        runs.failed(done);
      }
      super.close(status, trailers);
    }
  }

  /** The test server does not know this call, by which a worker says that it forgets a run. */
  private final class Reset<Q, A> extends ServerCall.Listener<Q> {
    private final ServerCall<Q, A> call;

    Reset(ServerCall<Q, A> call) {
      this.call = call;
      call.request(1);
    }

    @Override
    public void onMessage(Q message) {
      if (message instanceof ResetStickyTaskQueueRequest reset) {
        runs.forget(reset.getExecution().getRunId());
      }
    }

    @Override
    @SuppressWarnings("unchecked") // the answer of this very call
    public void onHalfClose() {
      call.sendHeaders(new Metadata());
      call.sendMessage((A) ResetStickyTaskQueueResponse.getDefaultInstance());
      call.close(Status.OK, new Metadata());
    }
  }
}
