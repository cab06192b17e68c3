package dev.rekey.console.door.rollover;

import dev.rekey.model.credential.TlsEndpoint;
import dev.rekey.model.rollover.Approval;
import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rollover.RolloverView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rollovers of authorities. Every method may throw {@link dev.rekey.console.door.Refusal}: 503
 * when Temporal does not answer.
 */
public interface RolloverControl {
  /** Starts a rollover; 409 if one of this authority runs. */
  void start(RolloverOrder order);

  /** Where the running or the last rollover of an authority stands. */
  Optional<RolloverView> of(String authority);

  /** A second person agrees. 409 with a sentence if it is not theirs to say. */
  void approve(String authority, Approval approval);

  /** Goes back to the old authority. 409 if there is only forward. */
  void withdraw(String authority, String by, String reason);

  /** Somebody acknowledged: a rollover that runs looks now. */
  void lookAgain(String authority);

  /** Endpoints that let in only who shows a certificate of the authority. */
  List<TlsEndpoint> trusters(String authority);

  /** Makes one known; false if it is already. */
  boolean addTruster(String authority, TlsEndpoint endpoint, String by, Instant at);

  /** Forgets one; false if it is not known. */
  boolean removeTruster(String authority, TlsEndpoint endpoint);
}
