package dev.rekey.console.embedded.temporal;

import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.workflows.rotation.SearchAttributes;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.AddSearchAttributesResponse;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import io.temporal.internal.testservice.TestServicesStarter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Temporal's test server in this JVM. Nothing survives it. Its own main class listens on every
 * interface, so its services are served here, on the loopback address alone.
 */
public final class EphemeralTemporal implements TemporalService {
  private static final Logger LOG = LoggerFactory.getLogger(EphemeralTemporal.class);

  private final TestServicesStarter services;
  private final Server server;

  private EphemeralTemporal(TestServicesStarter services, Server server) {
    this.services = services;
    this.server = server;
  }

  /**
   * Starts one on a free port.
   *
   * @throws EnvironmentException if it cannot listen
   */
  static EphemeralTemporal start() {
    TestServicesStarter services = new TestServicesStarter(true, 0);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .intercept(new EveryWorkersQueue());
    services.getServices().forEach(builder::addService);
    try {
      EphemeralTemporal started = new EphemeralTemporal(services, builder.build().start());
      started.addSearchAttributes();
      return started;
    } catch (IOException e) {
      services.close();
      throw new EnvironmentException("The in-process Temporal server cannot listen on loopback");
    }
  }

  /** It can be told of search attributes, but not be asked for them, so it is told of them all. */
  private void addSearchAttributes() {
    AddSearchAttributesRequest.Builder all =
        AddSearchAttributesRequest.newBuilder().setNamespace("default");
    SearchAttributes.ALL.forEach(
        key -> all.putSearchAttributes(key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    ManagedChannel channel =
        Grpc.newChannelBuilder(address(), InsecureChannelCredentials.create()).build();
    try {
      AddSearchAttributesResponse added =
          OperatorServiceGrpc.newBlockingStub(channel).addSearchAttributes(all.build());
      LOG.debug("Search attributes are there: {}", added.isInitialized());
    } finally {
      channel.shutdownNow();
    }
  }

  @Override
  public String address() {
    return "127.0.0.1:" + server.getPort();
  }

  @Override
  public String description() {
    return "Temporal's test server in this process; nothing survives a restart";
  }

  @Override
  public boolean durable() {
    return false;
  }

  @Override
  public boolean schedules() {
    return false;
  }

  @Override
  public void close() {
    server.shutdown();
    try {
      if (!server.awaitTermination(1, TimeUnit.SECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    services.close();
  }
}
