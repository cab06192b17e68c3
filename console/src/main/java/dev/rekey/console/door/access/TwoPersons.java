package dev.rekey.console.door.access;

import dev.rekey.console.door.Refusal;
import java.time.Instant;

/**
 * Whether two names are two persons. Whoever hands out a token may have kept a copy, so a person
 * counts only once somebody else confirmed them; and nobody becomes a second person for the
 * occasion: both must have counted when the rotation began.
 */
public final class TwoPersons {
  private final Principals principals;

  /** Takes who is known. */
  public TwoPersons(Principals principals) {
    this.principals = principals;
  }

  /**
   * Passes if this person may be one of the two.
   *
   * @param began when the rotation began that is to be forced
   * @return since when they count
   * @throws Refusal 403 with the reason
   */
  public Instant one(String name, Instant began) {
    Acquaintance known = principals.find(name).orElseThrow(() -> gone(name));
    Instant since = known.countsSince().orElseThrow(() -> unconfirmed(known));
    if (since.isAfter(began)) {
      throw Refusal.forbidden(
          "SECOND_PERSON_NEEDED",
          name + " counts as a person only since this rotation runs; nothing was changed",
          "Ask somebody who did before, or withdraw the rotation and start it anew.");
    }
    return since;
  }

  /**
   * Passes if these are two.
   *
   * @return since when both count
   * @throws Refusal 403 with the reason
   */
  public Instant both(String requester, String approver, Instant began) {
    if (requester.equalsIgnoreCase(approver)) {
      throw Refusal.forbidden(
          "SECOND_PERSON_NEEDED",
          "Whoever asks to force cannot approve it; nothing was changed",
          "Ask another person to approve.");
    }
    Instant first = one(requester, began);
    Instant second = one(approver, began);
    return first.isAfter(second) ? first : second;
  }

  private static Refusal gone(String name) {
    return Refusal.forbidden(
        "SECOND_PERSON_NEEDED",
        name + " is not known at the door any more; nothing was changed",
        "Ask anew if it is still needed.");
  }

  private static Refusal unconfirmed(Acquaintance known) {
    String name = known.principal().name();
    return Refusal.forbidden(
        "UNCONFIRMED",
        name
            + " has a token from "
            + known.introducedBy().orElse("nobody")
            + " and was confirmed by nobody else, so they are not a second person yet",
        "Another person than these two confirms them: rekey principal confirm " + name);
  }
}
