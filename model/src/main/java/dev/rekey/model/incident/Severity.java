package dev.rekey.model.incident;

import dev.rekey.model.credential.Tier;
import java.util.List;

/** How bad it is; P1 is the worst. Deadlines hang on it. */
public enum Severity {
  P1,
  P2,
  P3,
  P4;

  /** What the compromise of one credential of this tier begins as; people may change it. */
  public static Severity of(Tier tier) {
    return switch (tier) {
      case CRITICAL -> P1;
      case HIGH -> P2;
      case MEDIUM -> P3;
      case LOW -> P4;
    };
  }

  /** The worse of the two. */
  public Severity or(Severity other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** One step worse; P1 stays. */
  public Severity worse() {
    return switch (this) {
      case P1, P2 -> P1;
      case P3 -> P2;
      case P4 -> P3;
    };
  }

  /** By the most sensitive of them. What nobody knows the owner of may be anything. */
  public static Severity of(List<AtRisk> atRisk) {
    return atRisk.stream().map(one -> of(one.recovery().tier())).reduce(Severity::or).orElse(P2);
  }
}
