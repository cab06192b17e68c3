package dev.rekey.activities.target.certificate;

import dev.rekey.model.credential.TlsEndpoint;
import dev.rekey.model.credential.TlsNames;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * An endpoint that lets in only who shows a certificate of an authority that it believes. Whom it
 * believes is seen by showing it one, at every address behind its name. Nothing is sent over the
 * connections.
 *
 * @param endpoint where
 * @param patience how long an address may take for its answer
 */
public record Truster(TlsEndpoint endpoint, Duration patience) {
  private static final String PROVES_NOTHING =
      "lets in whoever shows any certificate, so it proves nothing";
  private static final String[] ANY_PROTOCOL = {};
  private static final String[] HTTP_2 = {"h2"};

  /** What an address made of a certificate. */
  private enum Verdict {
    LET_IN,
    REFUSED,
    NOT_ASKED
  }

  /**
   * What is wrong with the belief that this shows: nothing if every address lets it in, and lets in
   * nobody whom it has no reason to believe.
   */
  public List<String> doubts(CertificateProbe probe) {
    return each(address -> doubt(address, probe));
  }

  /**
   * Whom an address does not let in as it should.
   *
   * @param address which
   * @param why in words that follow its name
   * @param refused whether it refuses the certificate, and not only gave no answer
   */
  public record Doubt(String address, String why, boolean refused) {}

  /** What keeps a client out that shows this certificate and speaks HTTP/2, as gRPC does. */
  public List<Doubt> admission(CertificateProbe probe) {
    try {
      return Arrays.stream(InetAddress.getAllByName(endpoint.host()))
          .flatMap(address -> admission(address, probe).stream())
          .toList();
    } catch (UnknownHostException e) {
      return List.of(new Doubt("no address", "has a name without an address", false));
    }
  }

  private Optional<Doubt> admission(InetAddress address, CertificateProbe probe) {
    Answer answer = ask(address, probe, HTTP_2);
    String shown = address.getHostAddress();
    return switch (answer.verdict()) {
      case NOT_ASKED -> Optional.of(new Doubt(shown, answer.why(), false));
      case REFUSED ->
          Optional.of(new Doubt(shown, "does not let in who shows the new certificate", true));
      case LET_IN ->
          ask(address, CertificateProbe.stranger(), HTTP_2).verdict() == Verdict.LET_IN
              ? Optional.of(new Doubt(shown, PROVES_NOTHING, true))
              : Optional.empty();
    };
  }

  /** Where this is still let in, or may be. */
  public List<String> stillBelieving(CertificateProbe probe) {
    return each(address -> belief(address, probe));
  }

  /** Where this is surely refused, though it is to be let in. */
  public List<String> turningAway(CertificateProbe probe) {
    return each(
        address ->
            ask(address, probe, ANY_PROTOCOL).verdict() == Verdict.REFUSED
                ? Optional.of("refuses who shows a certificate of the authority")
                : Optional.empty());
  }

  private Optional<String> belief(InetAddress address, CertificateProbe probe) {
    Answer answer = ask(address, probe, ANY_PROTOCOL);
    return switch (answer.verdict()) {
      case REFUSED -> Optional.empty();
      case LET_IN -> Optional.of("still lets in who shows a certificate of the old authority");
      case NOT_ASKED -> Optional.of(answer.why());
    };
  }

  private interface Look {
    Optional<String> at(InetAddress address);
  }

  private record Answer(Verdict verdict, String why) {}

  private List<String> each(Look look) {
    try {
      return Arrays.stream(InetAddress.getAllByName(endpoint.host()))
          .flatMap(
              address ->
                  look
                      .at(address)
                      .map(why -> "at " + address.getHostAddress() + " " + why)
                      .stream())
          .toList();
    } catch (UnknownHostException e) {
      return List.of("has a name without an address");
    }
  }

  private Optional<String> doubt(InetAddress address, CertificateProbe probe) {
    Answer answer = ask(address, probe, ANY_PROTOCOL);
    return switch (answer.verdict()) {
      case NOT_ASKED -> Optional.of(answer.why());
      case REFUSED -> Optional.of("does not let in who shows a certificate of the new authority");
      case LET_IN ->
          ask(address, CertificateProbe.stranger(), ANY_PROTOCOL).verdict() == Verdict.LET_IN
              ? Optional.of(PROVES_NOTHING)
              : Optional.empty();
    };
  }

  private Answer ask(InetAddress address, CertificateProbe probe, String[] protocols) {
    CertificateProbe.Shown shown = probe.shown();
    int limit = (int) patience.toMillis();
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(address, endpoint.port()), limit);
      plain.setSoTimeout(limit);
      Knock knock = new Knock(plain, engine(shown, protocols));
      knock.shake();
      if (!shown.asked()) {
        return new Answer(Verdict.NOT_ASKED, "asks nobody for a certificate");
      }
      knock.lastWord();
      return new Answer(Verdict.LET_IN, "");
    } catch (SocketTimeoutException e) {
      return new Answer(Verdict.NOT_ASKED, "did not answer within " + patience.toSeconds() + " s");
    } catch (SSLException e) {
      return shown.asked() && String.valueOf(e.getMessage()).contains("Received fatal alert")
          ? new Answer(Verdict.REFUSED, "")
          : new Answer(Verdict.NOT_ASKED, "does not speak TLS as it should");
    } catch (EOFException e) {
      return new Answer(Verdict.NOT_ASKED, "ended the connection without a word");
    } catch (IOException e) {
      return new Answer(Verdict.NOT_ASKED, "refuses connections, or broke this one");
    }
  }

  private SSLEngine engine(CertificateProbe.Shown shown, String[] protocols) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          new KeyManager[] {shown}, new TrustManager[] {new Unjudged()}, new SecureRandom());
      SSLEngine engine = context.createSSLEngine(endpoint.serverName(), endpoint.port());
      engine.setUseClientMode(true);
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setApplicationProtocols(protocols);
      if (!TlsNames.isAddress(endpoint.serverName())) {
        parameters.setServerNames(List.of(new SNIHostName(endpoint.serverName())));
      }
      engine.setSSLParameters(parameters);
      return engine;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK speaks TLS");
    }
  }
}
