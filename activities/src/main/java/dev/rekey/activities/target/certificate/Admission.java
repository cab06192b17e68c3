package dev.rekey.activities.target.certificate;

import dev.rekey.activities.StepFailedException;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.TlsEndpoint;
import dev.rekey.model.rotation.UserOfOld;
import java.util.List;
import java.util.stream.Collectors;

/** Whether Rekey's own Temporal lets in who shows a certificate, where Rekey shows it there. */
record Admission(TlsNetwork network) {
  /** Passes if every address does, or if it is shown to nobody. */
  void require(TlsCertificate spec, HeldCertificate held) {
    spec.temporal()
        .ifPresent(
            endpoint -> {
              List<Truster.Doubt> doubts = doubts(endpoint, held);
              if (!doubts.isEmpty()) {
                throw failure(endpoint, doubts);
              }
            });
  }

  private static StepFailedException failure(TlsEndpoint endpoint, List<Truster.Doubt> doubts) {
    boolean refused = doubts.stream().anyMatch(Truster.Doubt::refused);
    return new StepFailedException(
        refused ? FailureCode.NEW_REJECTED : FailureCode.TARGET_UNAVAILABLE,
        "Temporal's "
            + endpoint.name()
            + doubts.stream()
                .map(doubt -> " at " + doubt.address() + " " + doubt.why())
                .collect(Collectors.joining(",")));
  }

  /** Where it is not let in. */
  List<UserOfOld> missing(TlsCertificate spec, HeldCertificate held) {
    return spec.temporal().stream()
        .flatMap(
            endpoint ->
                doubts(endpoint, held).stream()
                    .<UserOfOld>map(
                        doubt ->
                            new UserOfOld.EndpointBehind(
                                endpoint.name(), doubt.address(), doubt.why())))
        .toList();
  }

  private List<Truster.Doubt> doubts(TlsEndpoint endpoint, HeldCertificate held) {
    return new Truster(endpoint, network)
        .admission(new CertificateProbe(held.keys(), held.certificate()));
  }
}
