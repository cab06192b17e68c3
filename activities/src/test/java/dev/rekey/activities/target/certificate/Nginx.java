package dev.rekey.activities.target.certificate;

import dev.rekey.model.credential.TlsEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** An nginx that serves {@code web.tls} of a folder. */
final class Nginx implements AutoCloseable {
  private static final int WORKERS = 2;

  private final Path program;
  private final Path configuration;
  private final Path pid;
  private final int port;
  private boolean started;

  Nginx(Path program, Path folder) {
    this.program = program;
    configuration = folder.resolve("nginx.conf");
    pid = folder.resolve("nginx.pid");
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
      Files.writeString(
          configuration,
          """
          %1$s
          worker_processes %4$d;
          pid %2$s/nginx.pid;
          error_log %2$s/error.log;
          events { worker_connections 256; }
          http {
            access_log off;
            client_body_temp_path %2$s/body;
            proxy_temp_path %2$s/proxy;
            fastcgi_temp_path %2$s/fastcgi;
            uwsgi_temp_path %2$s/uwsgi;
            scgi_temp_path %2$s/scgi;
            server {
              listen 127.0.0.1:%3$d ssl;
              ssl_certificate %2$s/web.tls/tls.crt;
              ssl_certificate_key %2$s/web.tls/tls.key;
              location / { return 204; }
            }
          }
          """
              .formatted(user(), folder, port, WORKERS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of a test is for its owner alone. */
  private static String user() {
    return System.getProperty("user.name").equals("root") ? "user root;" : "";
  }

  TlsEndpoint endpoint() {
    return new TlsEndpoint("127.0.0.1", port, "www.example.org");
  }

  List<String> reload() {
    return List.of(program.toString(), "-c", configuration.toString(), "-s", "reload");
  }

  void start() {
    run("-c", configuration.toString());
    started = true;
    Awaitility.await()
        .ignoreExceptions()
        .until(
            () -> {
              try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected() && Files.size(pid) > 0;
              }
            });
  }

  /** Waits until no worker of an earlier generation is left. */
  void awaitOneGeneration() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                        .orElseThrow()
                        .children()
                        .count()
                    == WORKERS);
  }

  private void run(String... words) {
    try {
      List<String> command = new ArrayList<>(List.of(program.toString()));
      command.addAll(List.of(words));
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("nginx ended with " + process.exitValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (started) {
      run("-c", configuration.toString(), "-s", "stop");
    }
  }
}
