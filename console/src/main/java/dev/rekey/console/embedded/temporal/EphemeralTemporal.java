package dev.rekey.console.embedded.temporal;

import dev.rekey.console.embedded.EnvironmentException;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.temporal.internal.testservice.TestServicesStarter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * Temporal's test server in this JVM. Nothing survives it. Its own main class listens on every
 * interface, so its services are served here, on the loopback address alone.
 */
public final class EphemeralTemporal implements TemporalService {
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
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    services.getServices().forEach(builder::addService);
    try {
      return new EphemeralTemporal(services, builder.build().start());
    } catch (IOException e) {
      services.close();
      throw new EnvironmentException("The in-process Temporal server cannot listen on loopback");
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
