package dev.rekey.activities.store.embedded;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.store.Fingerprinter;
import dev.rekey.model.credential.Fingerprint;
import java.util.Optional;

/** Brings the key file and the database together, and refuses those that do not belong together. */
final class StoreOpening {
  /** Not a secret: only its fingerprint under the right key matters. */
  private static final SecretValue MARK = SecretValue.of("rekey secret store key file");

  private final Ledger ledger;
  private final KeyFile file;

  StoreOpening(Ledger ledger, KeyFile file) {
    this.ledger = ledger;
    this.file = file;
  }

  StoreKeys keys() {
    Optional<String> expected =
        ledger.first("SELECT mark FROM secret_store.key_file", row -> row.text("mark"));
    if (!file.exists() && expected.isPresent()) {
      throw file.failed(
          "is missing, but the database holds values that only it opens; put it back");
    }
    StoreKeys keys = file.exists() ? file.read() : file.create();
    Fingerprint mark = new Fingerprinter(keys.fingerprint()).of(MARK);
    if (expected.isEmpty()) {
      ledger.change(
          "INSERT INTO secret_store.key_file (mark) VALUES (?) ON CONFLICT DO NOTHING", mark);
    } else if (!expected.get().equals(mark.value())) {
      throw file.failed("belongs to another installation; put the right one back");
    }
    return keys;
  }
}
