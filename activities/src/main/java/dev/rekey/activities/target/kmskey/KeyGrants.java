package dev.rekey.activities.target.kmskey;

import dev.rekey.activities.target.kmskey.KeyAccount.Grant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.GrantConstraints;
import software.amazon.awssdk.services.kms.model.GrantListEntry;

/** The grants of a key, in our words and in AWS's. */
final class KeyGrants {
  private static final String EQUALS = "equals";
  private static final String SUBSET = "subset";

  private KeyGrants() {}

  static List<Grant> of(KmsClient kms, String arn) {
    return kms.listGrantsPaginator(it -> it.keyId(arn)).grants().stream()
        .map(KeyGrants::grant)
        .toList();
  }

  private static Grant grant(GrantListEntry entry) {
    Map<String, Map<String, String>> context = new HashMap<>();
    GrantConstraints only = entry.constraints();
    if (only != null && only.hasEncryptionContextEquals()) {
      context.put(EQUALS, Map.copyOf(only.encryptionContextEquals()));
    }
    if (only != null && only.hasEncryptionContextSubset()) {
      context.put(SUBSET, Map.copyOf(only.encryptionContextSubset()));
    }
    Set<String> operations =
        entry.operationsAsStrings().stream().collect(Collectors.toUnmodifiableSet());
    String retiring = Optional.ofNullable(entry.retiringPrincipal()).orElse("");
    return new Grant(entry.granteePrincipal(), retiring, operations, Map.copyOf(context));
  }

  static CreateGrantResponse give(KmsClient kms, String arn, Grant grant) {
    return kms.createGrant(
        it -> {
          it.keyId(arn).granteePrincipal(grant.grantee()).operationsWithStrings(grant.operations());
          if (!grant.retiring().isEmpty()) {
            it.retiringPrincipal(grant.retiring());
          }
          if (!grant.context().isEmpty()) {
            it.constraints(
                only ->
                    only.encryptionContextEquals(grant.context().get(EQUALS))
                        .encryptionContextSubset(grant.context().get(SUBSET)));
          }
        });
  }
}
