package dev.rekey.console.door;

import dev.rekey.activities.secret.SecretValue;
import java.nio.file.Path;

/**
 * What the door shows to be who it is.
 *
 * @param keystore a PKCS #12 file with the key and its certificate chain
 * @param password of that file
 */
public record TlsSettings(Path keystore, SecretValue password) {}
