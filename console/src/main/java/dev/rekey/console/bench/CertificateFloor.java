package dev.rekey.console.bench;

import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.RevocationReason;
import dev.rekey.activities.authority.SigningRequest;
import dev.rekey.model.credential.KeyType;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/**
 * The floor: make a key, have it certified, have the certificate revoked; at the same authority,
 * with no store, no record and no proof.
 */
record CertificateFloor(CertificateAuthority authority) {
  /**
   * How many a second.
   *
   * @param issue keys made and certified
   * @param revoke certificates revoked
   */
  record Rates(double issue, double revoke) {
    /** Both, one after the other. */
    double both() {
      return 1 / (1 / issue + 1 / revoke);
    }
  }

  /** So many, {@code threads} of them at a time. */
  Rates measure(int threads, int times) throws InterruptedException, ExecutionException {
    Map<Integer, CertificateChain> issued = new ConcurrentHashMap<>();
    AtOnce atOnce = new AtOnce(threads);
    double issue = atOnce.perSecond(0, times, number -> issued.put(number, certify(number)));
    double revoke =
        atOnce.perSecond(
            0,
            times,
            number ->
                authority.revoke(
                    Objects.requireNonNull(issued.get(number)), RevocationReason.SUPERSEDED));
    return new Rates(issue, revoke);
  }

  private CertificateChain certify(int number) {
    List<String> names = List.of("floor" + number + ".example.org");
    KeyPair keys = KeyPairs.make(KeyType.EC_P256);
    return authority.issue(
        new CertificateOrder(
            names,
            SigningRequest.of(keys, names),
            keys.getPublic(),
            Optional.empty(),
            authority.open(names)));
  }
}
