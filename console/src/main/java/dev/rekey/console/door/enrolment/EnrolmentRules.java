package dev.rekey.console.door.enrolment;

import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.inventory.Inventory;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.inventory.CredentialRecord;
import java.util.Optional;

/** What can be checked about an enrolment without asking the target. */
final class EnrolmentRules {
  private static final String TAKEN = "ALREADY_ENROLLED";

  private final Inventory inventory;

  EnrolmentRules(Inventory inventory) {
    this.inventory = inventory;
  }

  /** Passes, or refuses: 409 for what is taken, 422 for what cannot work. */
  void check(CredentialRecord record) {
    CredentialSpec spec = record.credential();
    try {
      inventory.check(record.policy());
    } catch (IllegalArgumentException e) {
      throw Refusal.unprocessable(FailureCode.BAD_REQUEST, sentence(e));
    }
    if (inventory.find(spec.secret()).isPresent()) {
      throw Refusal.conflict(
          TAKEN,
          spec.secret() + " is enrolled already; nothing was changed",
          "Choose another name, or see 'rekey credential show'.");
    }
    if (inventory.isRotator(spec.secret())) {
      throw Refusal.conflict(
          TAKEN,
          spec.secret() + " is the rotator of other credentials; nothing was changed",
          "Enrol it under a name of its own.");
    }
    spec.identities().forEach(identity -> unclaimed(spec, identity));
  }

  private void unclaimed(CredentialSpec spec, String identity) {
    Optional<SecretId> owner = inventory.claimant(spec.target(), identity);
    if (owner.isPresent()) {
      throw Refusal.conflict(
          "IDENTITY_CLAIMED",
          identity + " belongs to " + owner.get() + " already; nothing was changed",
          "Two credentials never share a user: choose another one.");
    }
  }

  private static String sentence(IllegalArgumentException e) {
    String message = e.getMessage();
    return message == null ? "The policy cannot be computed with" : message;
  }
}
