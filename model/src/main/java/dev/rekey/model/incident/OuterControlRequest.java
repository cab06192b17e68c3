package dev.rekey.model.incident;

import java.util.List;

/**
 * One call of the function that denies principals of one account something from outside it, where
 * they cannot undo it. It may run twice, and late.
 *
 * @param control what to do
 * @param incident for which incident: what others denied is left alone
 * @param account the twelve digits of the account
 * @param denials which principals, and what they are denied, or were
 */
public record OuterControlRequest(
    Control control, IncidentId incident, String account, List<OuterDenial> denials) {
  /** What can be asked for. */
  public enum Control {
    /** Deny this, whatever this incident denied them before. */
    SET,
    /** Deny them nothing any more. */
    LIFT
  }

  /** Copies the list. */
  public OuterControlRequest {
    denials = List.copyOf(denials);
  }
}
