package dev.rekey.activities.target.certificate;

import dev.rekey.activities.target.certificate.TlsNetwork.Answer;
import dev.rekey.activities.target.certificate.TlsNetwork.Verdict;
import dev.rekey.model.credential.TlsEndpoint;
import java.util.List;
import java.util.Optional;

/**
 * An endpoint that lets in only who shows a certificate of an authority that it believes. Whom it
 * believes is seen by showing it one, at every address behind its name. Nothing is sent over the
 * connections.
 *
 * @param endpoint where
 * @param network how it is asked
 */
public record Truster(TlsEndpoint endpoint, TlsNetwork network) {
  private static final String PROVES_NOTHING =
      "lets in whoever shows any certificate, so it proves nothing";
  private static final List<String> ANY_PROTOCOL = List.of();
  private static final List<String> HTTP_2 = List.of("h2");

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
    List<String> addresses = network.addresses(endpoint);
    return addresses.isEmpty()
        ? List.of(new Doubt("no address", "has a name without an address", false))
        : addresses.stream().flatMap(address -> admission(address, probe).stream()).toList();
  }

  private Optional<Doubt> admission(String address, CertificateProbe probe) {
    Answer answer = ask(address, probe, HTTP_2);
    return switch (answer.verdict()) {
      case NOT_ASKED -> Optional.of(new Doubt(address, answer.why(), false));
      case REFUSED ->
          Optional.of(new Doubt(address, "does not let in who shows the new certificate", true));
      case LET_IN ->
          ask(address, CertificateProbe.stranger(), HTTP_2).verdict() == Verdict.LET_IN
              ? Optional.of(new Doubt(address, PROVES_NOTHING, true))
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

  private Optional<String> belief(String address, CertificateProbe probe) {
    Answer answer = ask(address, probe, ANY_PROTOCOL);
    return switch (answer.verdict()) {
      case REFUSED -> Optional.empty();
      case LET_IN -> Optional.of("still lets in who shows a certificate of the old authority");
      case NOT_ASKED -> Optional.of(answer.why());
    };
  }

  private interface Look {
    Optional<String> at(String address);
  }

  private List<String> each(Look look) {
    List<String> addresses = network.addresses(endpoint);
    return addresses.isEmpty()
        ? List.of("has a name without an address")
        : addresses.stream()
            .flatMap(address -> look.at(address).map(why -> "at " + address + " " + why).stream())
            .toList();
  }

  private Optional<String> doubt(String address, CertificateProbe probe) {
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

  private Answer ask(String address, CertificateProbe probe, List<String> protocols) {
    return network.knock(endpoint, address, probe, protocols);
  }
}
