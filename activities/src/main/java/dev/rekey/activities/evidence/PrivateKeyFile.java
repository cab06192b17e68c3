package dev.rekey.activities.evidence;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.PrivateFile;
import dev.rekey.model.FailureCode;
import dev.rekey.model.transparency.NoteKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * An Ed25519 key in a file that only its owner may read: the verifier key in the first line, the
 * private key (PKCS #8, Base64) in the second.
 */
final class PrivateKeyFile {
  private final Path path;
  private final NoteKey key;
  private final PrivateKey secret;

  private PrivateKeyFile(Path path, NoteKey key, PrivateKey secret) {
    this.path = path;
    this.key = key;
    this.secret = secret;
  }

  /** Makes the file with a fresh key. */
  static void create(Path path, String name, NoteKey.Kind kind) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      NoteKey key = NoteKey.ofX509(name, kind, pair.getPublic().getEncoded());
      String text =
          key + "\n" + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()) + "\n";
      PrivateFile.replace(path, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw failed(path, "cannot be written");
    } catch (GeneralSecurityException e) { // every Java platform from 15 on has it
      throw new IllegalStateException(e);
    }
  }

  /** Opens the file; throws SIGNER_UNAVAILABLE if others may read it, or it is damaged. */
  static PrivateKeyFile open(Path path) {
    try {
      if (PrivateFile.isOpenToOthers(path)) {
        throw failed(path, "can be read or written by others; run chmod 600 on it");
      }
      List<String> lines = Files.readAllLines(path);
      PrivateKey secret =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.get(1))));
      PrivateKeyFile file = new PrivateKeyFile(path, NoteKey.parse(lines.get(0)), secret);
      file.check();
      return file;
    } catch (IOException e) {
      throw failed(path, "cannot be read");
    } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw failed(path, "is damaged; restore it from its backup"); // e may quote the content
    }
  }

  private void check() {
    byte[] trial = "trial".getBytes(StandardCharsets.UTF_8);
    if (!key.verifies(trial, sign(trial))) {
      throw failed(path, "holds two keys that do not belong together");
    }
  }

  NoteKey key() {
    return key;
  }

  byte[] sign(byte[] message) {
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(secret);
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw failed(path, "holds a key that does not sign");
    }
  }

  static StepFailedException failed(Path path, String what) {
    return new StepFailedException(
        FailureCode.SIGNER_UNAVAILABLE, "The evidence log's key file " + path + " " + what);
  }
}
