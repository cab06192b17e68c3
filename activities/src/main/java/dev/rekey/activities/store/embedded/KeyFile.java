package dev.rekey.activities.store.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.activities.secret.PrivateFile;
import dev.rekey.model.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * The file outside the database with the two keysets that the embedded store works with. Only its
 * owner may read it. Without it nothing in the store can be opened, so a backup needs both, kept
 * apart.
 */
public final class KeyFile {
  private final Path path;

  /** Takes where the file is, or is to be. */
  public KeyFile(Path path) {
    this.path = path;
  }

  /** Whether the file is there. */
  public boolean exists() {
    return Files.exists(path);
  }

  /** Makes the file with fresh keys. */
  public StoreKeys create() {
    StoreKeys keys = StoreKeys.fresh();
    write(keys);
    return keys;
  }

  /**
   * Adds a fresh encryption key, with which everything new is encrypted from the next start on;
   * older values stay readable.
   */
  public StoreKeys addKey() {
    StoreKeys keys = read().withNewEncryptionKey();
    write(keys);
    return keys;
  }

  /**
   * Reads the keys.
   *
   * @throws StepFailedException STORE_UNAVAILABLE if others may read the file, or it is damaged
   */
  public StoreKeys read() {
    try {
      if (PrivateFile.isOpenToOthers(path)) {
        throw failed("can be read or written by others; run chmod 600 on it");
      }
      Form form = Wire.mapper().readValue(Files.readAllBytes(path), Form.class);
      return new StoreKeys(parse(form.encryption()), parse(form.fingerprint()));
    } catch (JsonProcessingException | GeneralSecurityException e) { // may quote the content
      throw failed("is damaged; restore it from its backup");
    } catch (IOException e) {
      throw failed("cannot be read");
    }
  }

  /** A failure that names the file. */
  StepFailedException failed(String what) {
    return new StepFailedException(
        FailureCode.STORE_UNAVAILABLE, "The secret store's key file " + path + " " + what);
  }

  private void write(StoreKeys keys) {
    Form form = new Form(text(keys.encryption()), text(keys.fingerprint()));
    try {
      PrivateFile.replace(path, Wire.mapper().writeValueAsBytes(form));
    } catch (IOException e) {
      throw failed("cannot be written");
    }
  }

  private static String text(KeysetHandle keyset) {
    try {
      return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A keyset of ours has a text form");
    }
  }

  private static KeysetHandle parse(String text) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseKeyset(text, InsecureSecretKeyAccess.get());
  }

  private record Form(String encryption, String fingerprint) {
    @Override
    public String toString() {
      return "KeyFile.Form(***)";
    }
  }
}
