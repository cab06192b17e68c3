package dev.rekey.activities.authority.status;

import dev.rekey.activities.http.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Asks whether a certificate is revoked, each time anew: the JDK's own check accepts a revoked
 * certificate for half a minute, from a cache that cannot be emptied.
 */
public final class FreshStatus implements StatusReader {
  private static final int LARGEST = 64 * 1024;
  private static final int OK = 200;
  private static final int HUNDRED = 100;
  private static final int REFUSED = 4;
  private static final int NOT_IMPLEMENTED = 501;

  /** A long list takes longer than its first byte. */
  private static final int TIMES_FOR_ALL = 12;

  private final Duration patience;
  private final InstantSource clock;
  private final List<X509Certificate> roots;
  private final Map<List<X509Certificate>, FreshStatus> others = new ConcurrentHashMap<>();
  private final HttpClient client;

  /** Takes how long to wait for an answer, and the time by which it must be fresh. */
  public FreshStatus(Duration patience, InstantSource clock) {
    this(patience, clock, List.of());
  }

  private FreshStatus(Duration patience, InstantSource clock, List<X509Certificate> roots) {
    this.patience = patience;
    this.clock = clock;
    this.roots = roots;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(patience)
            .sslContext(Trust.in(roots))
            .build();
  }

  @Override
  public FreshStatus trusting(List<X509Certificate> other) {
    return other.equals(roots)
        ? this
        : others.computeIfAbsent(
            List.copyOf(other), these -> new FreshStatus(patience, clock, these));
  }

  @Override
  public CertificateStatus ask(
      StatusSource source, X509Certificate certificate, X509Certificate issuer) {
    return switch (source) {
      case StatusSource.Crl crl ->
          fetch(
              uncached(crl.address()),
              body -> CrlAnswer.read(body, certificate, issuer, clock.instant()),
              FreshStatus::other);
      case StatusSource.Ocsp ocsp ->
          post(ocsp.address(), OcspQuestion.about(certificate, issuer), issuer);
    };
  }

  private CertificateStatus post(URI address, OcspQuestion question, X509Certificate issuer) {
    return fetch(
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/ocsp-request")
            .header("Accept", "application/ocsp-response")
            .POST(HttpRequest.BodyPublishers.ofByteArray(question.der())),
        body -> question.read(body.readNBytes(LARGEST), issuer, clock.instant()),
        status -> {
          boolean refused = status / HUNDRED == REFUSED || status == NOT_IMPLEMENTED;
          return refused ? get(address, question.plain(), issuer) : other(status);
        });
  }

  /** Responders that take only this have answers ready, and know no number (RFC 5019). */
  private CertificateStatus get(URI address, OcspQuestion question, X509Certificate issuer) {
    return fetch(
        uncached(question.at(address)),
        body -> question.read(body.readNBytes(LARGEST), issuer, clock.instant()),
        FreshStatus::other);
  }

  private static CertificateStatus other(int status) {
    return new CertificateStatus.Unknown("it answered with status " + status);
  }

  private static HttpRequest.Builder uncached(URI address) {
    return HttpRequest.newBuilder(address)
        .header("Cache-Control", "no-cache")
        .header("Pragma", "no-cache")
        .GET();
  }

  /** Reads an answer as it comes. */
  private interface Reading {
    CertificateStatus of(InputStream body) throws IOException;
  }

  private CertificateStatus fetch(
      HttpRequest.Builder request, Reading reading, IntFunction<CertificateStatus> otherwise) {
    try {
      HttpResponse<InputStream> response =
          client.send(request.timeout(patience).build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return response.statusCode() == OK
            ? inTime(body, reading)
            : otherwise.apply(response.statusCode());
      }
    } catch (IOException e) { // its words are not ours
      return new CertificateStatus.Unknown("it gave no answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new CertificateStatus.Unknown("Rekey was interrupted");
    }
  }

  /** A server that stops in the middle of its answer is left. */
  private CertificateStatus inTime(InputStream body, Reading reading) throws IOException {
    CompletableFuture<Void> leave =
        CompletableFuture.runAsync(
            () -> close(body),
            CompletableFuture.delayedExecutor(
                patience.toMillis() * TIMES_FOR_ALL, TimeUnit.MILLISECONDS));
    try {
      return reading.of(body);
    } finally {
      leave.cancel(false);
    }
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
