package dev.rekey.workflows.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.IncidentId;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.temporal.client.WorkflowClient;
import io.temporal.failure.ApplicationFailure;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that answers no question. */
@SuppressWarnings("NullAway.Init") // before each
class RotationsOutOfReachTest {
  private static final IncidentId INCIDENT = new IncidentId("INC-0123456789AB");
  private static final List<SecretId> SECRETS =
      List.of(new SecretId("orders/db"), new SecretId("billing/db"));

  private Server server;
  private ManagedChannel channel;
  private IncidentActivitiesAdapter adapter;

  @BeforeEach
  void start() throws IOException {
    String name = InProcessServerBuilder.generateName();
    server = InProcessServerBuilder.forName(name).build().start();
    channel = InProcessChannelBuilder.forName(name).build();
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setChannel(channel).build());
    adapter =
        new IncidentActivitiesAdapter(
            (function, request) -> {
              throw new IllegalStateException("No function is asked");
            },
            WorkflowClient.newInstance(stubs));
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  private void isAskedAgain(BiConsumer<IncidentId, List<SecretId>> ask) {
    assertThatThrownBy(() -> ask.accept(INCIDENT, SECRETS))
        .isInstanceOfSatisfying(
            ApplicationFailure.class, failure -> assertThat(failure.isNonRetryable()).isFalse())
        .hasMessageContaining("2 of 2 rotations");
  }

  @Test
  void that_rotations_could_not_be_asked_to_make_way_is_no_success() {
    isAskedAgain(adapter::makeWay);
  }

  @Test
  void that_rotations_could_not_be_asked_to_revoke_does_not_mean_that_no_new_version_stays() {
    isAskedAgain(adapter::revokeAtOnce);
  }
}
