package dev.rekey.activities.target.kmskey;

import dev.rekey.activities.target.MintOrder;
import dev.rekey.activities.target.kmskey.KeyAccount.State;
import dev.rekey.activities.target.kmskey.KeyAccount.Tagged;
import dev.rekey.model.credential.KmsKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes keys, and recognises by their tags those that it made. */
final class KeyMint {
  private static final String OURS = "rekey";
  private static final String SECRET = "rekey:secret";
  private static final String VERSION = "rekey:version";
  private static final String BEFORE = "rekey:before";

  private final KeyAccount account;

  KeyMint(KeyAccount account) {
    this.account = account;
  }

  /** A key with the policy and the grants of the current one. */
  String mint(KmsKey spec, MintOrder order) {
    removeOrphans(spec, order);
    String current = order.current().identity();
    String arn =
        account.create(
            spec,
            current,
            Map.of(
                OURS,
                "true",
                SECRET,
                spec.secret().value(),
                VERSION,
                order.version().value(),
                BEFORE,
                current));
    account.grants(spec, current).forEach(grant -> account.grant(spec, arn, grant));
    return arn;
  }

  /**
   * A key of ours that the store has no version of was never used, since it was never installed:
   * nothing is lost with it.
   */
  void removeOrphans(KmsKey spec, MintOrder order) {
    ours(spec).stream()
        .filter(key -> key.state() != State.GONE)
        .map(Tagged::arn)
        .filter(arn -> !arn.equals(order.current().identity()))
        .filter(arn -> !order.escrowed().test(arn) && !account.behind(spec).equals(arn))
        .forEach(arn -> account.scheduleDeletion(spec, arn));
  }

  /** The keys that were made for this credential, whatever they are in. */
  List<Tagged> ours(KmsKey spec) {
    return account.tagged(spec, SECRET, spec.secret().value());
  }

  /** The key in place of which this one was made. */
  Optional<String> before(KmsKey spec, String arn) {
    return ours(spec).stream()
        .filter(key -> key.arn().equals(arn))
        .flatMap(key -> Optional.ofNullable(key.tags().get(BEFORE)).stream())
        .findFirst();
  }
}
