package dev.rekey.console.door.access;

import dev.rekey.console.api.PrincipalKind;
import dev.rekey.model.credential.SecretId;
import java.util.Optional;

/**
 * Who knocks.
 *
 * @param name unique in the installation
 * @param kind person, service or consumer
 * @param secret the only secret that a consumer may have; nothing for the others
 */
public record Principal(String name, PrincipalKind kind, Optional<SecretId> secret) {}
