package dev.rekey.activities.rotation;

import dev.rekey.activities.target.NativeId;
import dev.rekey.model.credential.SecretId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The ledger's memory of who the identities of credentials are at their targets. */
public interface NativeIds {
  /** Where nothing is kept. */
  NativeIds NONE =
      new NativeIds() {
        @Override
        public void note(SecretId secret, List<NativeId> ids) {}

        @Override
        public Map<SecretId, List<NativeId>> of(Collection<SecretId> secrets) {
          return Map.of();
        }
      };

  /** Writes down whom a credential was seen to be. What is known already stays, for ever. */
  void note(SecretId secret, List<NativeId> ids);

  /**
   * Everybody whom these credentials ever were; nothing of those of which nothing is known.
   *
   * @throws dev.rekey.activities.StepFailedException LEDGER_UNAVAILABLE if it cannot be read
   */
  Map<SecretId, List<NativeId>> of(Collection<SecretId> secrets);
}
