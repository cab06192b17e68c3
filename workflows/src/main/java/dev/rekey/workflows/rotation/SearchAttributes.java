package dev.rekey.workflows.rotation;

import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.rotation.RotationState;
import io.temporal.common.SearchAttributeKey;
import java.util.List;

/** By what rotations are found in Temporal. All are keywords, and none is a secret. */
public final class SearchAttributes {
  /** The secret's name. */
  public static final SearchAttributeKey<String> CREDENTIAL =
      SearchAttributeKey.forKeyword("RekeyCredential");

  /** The system that honours it. */
  public static final SearchAttributeKey<String> TARGET =
      SearchAttributeKey.forKeyword("RekeyTarget");

  /** The person who answers for it. */
  public static final SearchAttributeKey<String> OWNER =
      SearchAttributeKey.forKeyword("RekeyOwner");

  /** Its tier. */
  public static final SearchAttributeKey<String> TIER = SearchAttributeKey.forKeyword("RekeyTier");

  /** How the rotation fares; a healthy one says RUNNING also while it drains. */
  public static final SearchAttributeKey<String> STATE =
      SearchAttributeKey.forKeyword("RekeyState");

  /** Why it is rotated. */
  public static final SearchAttributeKey<String> REASON =
      SearchAttributeKey.forKeyword("RekeyReason");

  /** All of them, for whoever registers them with a server. */
  public static final List<SearchAttributeKey<String>> ALL =
      List.of(CREDENTIAL, TARGET, OWNER, TIER, STATE, REASON);

  private SearchAttributes() {}

  /** What a rotation starts with. */
  static io.temporal.common.SearchAttributes of(DueCredential due) {
    RotationRequest request = due.request();
    return io.temporal.common.SearchAttributes.newBuilder()
        .set(CREDENTIAL, request.credential().secret().value())
        .set(TARGET, request.credential().target())
        .set(OWNER, due.owner())
        .set(TIER, due.tier().name())
        .set(STATE, RotationState.RUNNING.name())
        .set(REASON, request.reason().name())
        .build();
  }
}
