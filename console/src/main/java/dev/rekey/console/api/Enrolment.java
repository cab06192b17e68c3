package dev.rekey.console.api;

import dev.rekey.model.inventory.CredentialRecord;
import java.util.Optional;

/**
 * Puts a credential under Rekey's care.
 *
 * @param record what it is, who answers for it, and when it is rotated
 * @param current the login in use today; nothing if its users do not exist yet and Rekey makes them
 * @param rotator Rekey's own login at the target; nothing if its secret is known already
 */
public record Enrolment(
    CredentialRecord record, Optional<LoginInput> current, Optional<LoginInput> rotator) {}
