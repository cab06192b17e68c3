package dev.rekey.activities.authority.status;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Asks whether a certificate is revoked, each time anew: the JDK's own check accepts a revoked
 * certificate for half a minute, from a cache that cannot be emptied.
 */
public final class FreshStatus {
  private static final int LARGEST = 64 * 1024 * 1024;
  private static final int OK = 200;

  private final Duration patience;
  private final HttpClient client;
  private final InstantSource clock;

  /** Takes how long to wait for an answer, and the time by which it must be fresh. */
  public FreshStatus(Duration patience, InstantSource clock) {
    this.patience = patience;
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(patience)
            .build();
  }

  /** Asks a source about a certificate that this issuer signed. */
  public CertificateStatus ask(
      StatusSource source, X509Certificate certificate, X509Certificate issuer) {
    return switch (source) {
      case StatusSource.Crl crl -> CrlAnswer.read(get(crl), certificate, issuer, clock.instant());
      case StatusSource.Ocsp ocsp -> {
        OcspQuestion question = OcspQuestion.about(certificate, issuer);
        yield question.read(post(ocsp, question), issuer, clock.instant());
      }
    };
  }

  private Fetched get(StatusSource.Crl crl) {
    return fetch(
        HttpRequest.newBuilder(crl.address())
            .header("Cache-Control", "no-cache")
            .header("Pragma", "no-cache")
            .GET());
  }

  private Fetched post(StatusSource.Ocsp ocsp, OcspQuestion question) {
    return fetch(
        HttpRequest.newBuilder(ocsp.address())
            .header("Content-Type", "application/ocsp-request")
            .header("Accept", "application/ocsp-response")
            .POST(HttpRequest.BodyPublishers.ofByteArray(question.der())));
  }

  private Fetched fetch(HttpRequest.Builder request) {
    try {
      HttpResponse<InputStream> response =
          client.send(request.timeout(patience).build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != OK) {
          return Fetched.nothing("it answered with status " + response.statusCode());
        }
        byte[] bytes = body.readNBytes(LARGEST + 1);
        return bytes.length > LARGEST
            ? Fetched.nothing("its answer is larger than 64 MB")
            : new Fetched(bytes, "");
      }
    } catch (IOException e) { // its words are not ours
      return Fetched.nothing("it gave no answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Fetched.nothing("Rekey was interrupted");
    }
  }

  /**
   * What a source sent.
   *
   * @param bytes its answer; empty if there is none
   * @param obstacle why there is none
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Fetched(byte[] bytes, String obstacle) {
    static Fetched nothing(String why) {
      return new Fetched(new byte[0], why);
    }

    boolean missing() {
      return bytes.length == 0;
    }
  }
}
