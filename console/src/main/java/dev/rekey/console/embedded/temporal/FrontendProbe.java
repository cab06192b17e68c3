package dev.rekey.console.embedded.temporal;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Asks a Temporal server on this machine whether it serves yet. */
final class FrontendProbe {
  private FrontendProbe() {}

  /**
   * Waits until the namespace {@code default} is there.
   *
   * @param address the server's {@code host:port}
   * @param patience how long to wait at most
   * @param alive whether waiting makes sense
   */
  static boolean answers(String address, Duration patience, BooleanSupplier alive) {
    ManagedChannel channel =
        Grpc.newChannelBuilder(address, InsecureChannelCredentials.create()).build();
    try {
      long end = System.nanoTime() + patience.toNanos();
      while (alive.getAsBoolean() && System.nanoTime() < end) {
        if (serves(channel)) {
          return true;
        }
        Thread.sleep(100);
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      channel.shutdownNow();
    }
  }

  private static boolean serves(ManagedChannel channel) {
    try {
      WorkflowServiceGrpc.newBlockingStub(channel)
          .withDeadlineAfter(5, TimeUnit.SECONDS)
          .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace("default").build());
      return true;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }
}
