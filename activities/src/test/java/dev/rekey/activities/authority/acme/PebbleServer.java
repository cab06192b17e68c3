package dev.rekey.activities.authority.acme;

import dev.rekey.activities.Wire;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.http.Trust;
import dev.rekey.activities.testing.Certificates;
import dev.rekey.activities.testing.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;

/**
 * Pebble, the test server of Let's Encrypt, with a DNS server in which every name leads to this
 * machine. Both are programs on the PATH.
 */
final class PebbleServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final int directory = Programs.freePort();
  private final int management = Programs.freePort();
  private final int http = Programs.freePort();
  private final int hook = Programs.freePort();
  private final Certificates certificates;
  private final HttpClient client;

  private PebbleServer(Path pebble, Path dns) {
    try {
      folder = Files.createTempDirectory("pebble");
      certificates = new Certificates(folder);
      client = trusting(certificates.authority());
      start(pebble, dns);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts both; nothing if they are not here. Of the version 2.10, for earlier ones have no ARI.
   */
  static Optional<PebbleServer> start() {
    return Programs.find("pebble")
        .filter(PebbleServer::tellsItsVersion)
        .flatMap(
            pebble ->
                Programs.find("pebble-challtestsrv").map(dns -> new PebbleServer(pebble, dns)));
  }

  /** Earlier ones know no such option, and take other ones than we give. */
  private static boolean tellsItsVersion(Path pebble) {
    try {
      return new ProcessBuilder(pebble.toString(), "-version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void start(Path pebble, Path dns) throws IOException {
    String names = LOOPBACK + ":" + Programs.freePort();
    String config = configuration().toString();
    String nothing = "";
    run(
        (dns + " -dnsserver " + names + " -management " + LOOPBACK + ":" + hook)
            .concat(" -defaultIPv4 " + LOOPBACK),
        List.of("-defaultIPv6", "-doh", "-http01", "-https01", "-tlsalpn01"),
        nothing);
    run(pebble + " -config " + config + " -dnsserver " + names, List.of(), nothing);
    await();
  }

  private Path configuration() throws IOException {
    Certificates.Signed own = certificates.sign("pebble", "ip:" + LOOPBACK);
    Map<String, Object> settings = new HashMap<>();
    settings.put("listenAddress", LOOPBACK + ":" + directory);
    settings.put("managementListenAddress", LOOPBACK + ":" + management);
    settings.put("certificate", own.certificate().toString());
    settings.put("privateKey", own.key().toString());
    settings.put("httpPort", http);
    settings.put("tlsPort", Programs.freePort());
    settings.put("ocspResponderURL", "");
    settings.put("externalAccountBindingRequired", false);
    settings.put("domainBlocklist", List.of("blocked.example.org"));
    return Files.writeString(
        folder.resolve("config.json"),
        Wire.mapper().writeValueAsString(Map.of("pebble", settings)));
  }

  /** Runs a program; the options that are named apart all get the same value. */
  private void run(String words, List<String> options, String value) throws IOException {
    List<String> command = new ArrayList<>(List.of(words.split(" ")));
    options.forEach(option -> command.addAll(List.of(option, value)));
    run(command);
  }

  private void run(List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(processes.size() + ".log").toFile());
    builder.environment().put("PEBBLE_VA_NOSLEEP", "1");
    processes.add(builder.start());
  }

  private void await() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> !get("/dir", directory).isEmpty());
  }

  private String get(String path, int port) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(URI.create("https://" + LOOPBACK + ":" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /** The root that its certificates lead to. */
  String root() {
    return management("/roots/0");
  }

  /** What it says itself of a certificate: it has neither CRL nor OCSP. */
  String status(String serial) {
    return management("/cert-status-by-serial/" + serial);
  }

  private String management(String path) {
    try {
      return get(path, management);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where it is. */
  URI directory() {
    return URI.create("https://" + LOOPBACK + ":" + directory + "/dir");
  }

  /** Where it looks for http-01. */
  String listen() {
    return LOOPBACK + ":" + http;
  }

  /** What sets TXT records in its DNS. */
  URI hook() {
    return URI.create("http://" + LOOPBACK + ":" + hook);
  }

  /** The root of its own TLS. */
  String serverRoot() {
    try {
      return Files.readString(certificates.authority());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpClient trusting(Path pem) throws IOException {
    return HttpClient.newBuilder()
        .sslContext(Trust.in(CertificateChain.read(Files.readString(pem))))
        .build();
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
  }
}
