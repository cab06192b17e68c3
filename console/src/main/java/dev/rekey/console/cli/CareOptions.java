package dev.rekey.console.cli;

import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.inventory.CredentialRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Who answers for a credential, how sensitive it is, when it is rotated: the same for each kind.
 */
@Command
final class CareOptions {
  @Option(
      names = "--owner",
      required = true,
      paramLabel = "PERSON",
      description = "The person who answers for it.")
  String owner = "";

  @Option(names = "--tier", description = "critical, high, medium or low (default).")
  Tier tier = Tier.LOW;

  @Mixin PolicyOptions policy = new PolicyOptions();

  /**
   * The credential with all that.
   *
   * @throws IllegalArgumentException with a sentence for the user if it contradicts itself
   */
  CredentialRecord record(CredentialSpec credential) {
    return new CredentialRecord(credential, owner, tier, policy.policy());
  }
}
