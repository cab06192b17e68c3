package dev.rekey.activities.inventory;

import dev.rekey.model.credential.Tier;
import java.util.Arrays;

/** Tiers as the ledger sorts them: these numbers are in its rows, so they never change. */
final class TierRank {
  private TierRank() {}

  static int of(Tier tier) {
    return switch (tier) {
      case CRITICAL -> 0;
      case HIGH -> 1;
      case MEDIUM -> 2;
      case LOW -> 3;
    };
  }

  static Tier tier(int rank) {
    return Arrays.stream(Tier.values()).filter(tier -> of(tier) == rank).findFirst().orElseThrow();
  }
}
