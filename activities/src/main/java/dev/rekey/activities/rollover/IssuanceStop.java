package dev.rekey.activities.rollover;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.RevocationReason;
import dev.rekey.activities.authority.Stoppable;
import dev.rekey.activities.authority.succession.Succession.Member;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.KeyType;
import dev.rekey.model.incident.Living;
import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rotation.Fact;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A lost authority certifies nothing any more: not by the name that certificates are under care
 * with, and, where it can be told so, not at all. What is not for us to tell is said plainly:
 * whoever has its key asks nobody.
 */
final class IssuanceStop {
  private static final String HERE = "Rekey";

  /** That these are away is no answer of the authority. */
  private static final Set<FailureCode> OURS =
      Set.of(FailureCode.STORE_UNAVAILABLE, FailureCode.LEDGER_UNAVAILABLE);

  private final AuthorityFile file;
  private final Consumer<RolloverOrder> stopByName;

  /**
   * Takes how the name is stopped.
   *
   * @param stopByName the first phase of the rollover that follows: before it a trial certificate
   *     is made, with which it is tried later who believes what
   */
  IssuanceStop(AuthorityFile file, Consumer<RolloverOrder> stopByName) {
    this.file = file;
    this.stopByName = stopByName;
  }

  /** What was done, and what was so already. */
  record Stopped(List<Fact> done, List<Fact> found) {}

  /** The name first: that is ours alone, and waits for no server. */
  Stopped stop(RolloverOrder order) {
    List<Fact> done = new ArrayList<>();
    List<Fact> found = new ArrayList<>();
    String name = order.authority();
    boolean before = issuing(order).filter(lost(order)::equals).isEmpty();
    stopByName.accept(order);
    (before ? found : done).add(file.fact("nothing is certified as " + name + " any more", HERE));
    Member lost = file.lost(order);
    try {
      CertificateAuthority authority = file.asked(lost);
      if (!(authority instanceof Stoppable stoppable && stoppable.canBeStopped())) {
        done.add(file.fact(cannotBeTold(lost), lost.name()));
      } else if (stoppable.stopped()) {
        found.add(file.fact("it was told to certify nothing already", lost.name()));
      } else {
        stoppable.stop();
        done.add(file.fact("it was told to certify nothing any more", lost.name()));
      }
    } catch (StepFailedException e) {
      throwIfOurs(e);
      done.add(
          file.fact("it was not told to stop: " + e.reason() + "; stop it there", lost.name()));
    }
    return new Stopped(done, found);
  }

  private Optional<String> issuing(RolloverOrder order) {
    return file.standIn().of(order).issuing();
  }

  private String lost(RolloverOrder order) {
    return file.lost(order).name();
  }

  private static String cannotBeTold(Member lost) {
    return lost.name()
        + " cannot be told to stop by us: Rekey orders nothing there any more, people stop it"
        + " there";
  }

  private static void throwIfOurs(StepFailedException e) {
    if (OURS.contains(e.code())) {
      throw e;
    }
  }

  /** By which it certifies again, or still. */
  List<Living> living(RolloverOrder order) {
    List<Living> living = new ArrayList<>();
    Member lost = file.lost(order);
    if (issuing(order).filter(lost.name()::equals).isPresent()) {
      living.add(new Living("certifies by the name", order.authority(), HERE));
    }
    try {
      if (file.asked(lost) instanceof Stoppable stoppable
          && stoppable.canBeStopped()
          && !stoppable.stopped()) {
        living.add(new Living("certifies whoever may ask it", lost.name(), "the authority"));
      }
    } catch (StepFailedException e) {
      throwIfOurs(e); // an authority that cannot be asked is told in proof, and by containment
    }
    return living;
  }

  /** An order is tried, by the name and at the authority itself. */
  List<Fact> tried(RolloverOrder order) {
    List<Fact> facts = new ArrayList<>();
    facts.add(byName(order));
    Member lost = file.lost(order);
    try {
      CertificateAuthority authority = file.asked(lost);
      facts.add(
          authority instanceof Stoppable stoppable && stoppable.canBeStopped()
              ? atItself(order, lost, authority)
              : file.fact("unproven: " + cannotBeTold(lost), lost.name()));
    } catch (StepFailedException e) {
      throwIfOurs(e);
      if (e.code() == FailureCode.STILL_ACCEPTED) {
        throw e;
      }
      facts.add(
          file.fact("unproven: whether it certifies was not tried: " + e.reason(), lost.name()));
    }
    return facts;
  }

  private Fact byName(RolloverOrder order) {
    Optional<String> issuing = issuing(order);
    try {
      file.standIn().asked(order).open(Leaves.NO_NAMES);
    } catch (StepFailedException refused) {
      if (refused.code() == FailureCode.ISSUANCE_STOPPED) {
        return file.fact("an order as " + order.authority() + " was refused", HERE);
      }
      throwIfOurs(refused);
    }
    if (issuing.filter(file.lost(order).name()::equals).isPresent()) {
      throw new StepFailedException(
          FailureCode.STILL_ACCEPTED, order.authority() + " still stands for the lost authority");
    }
    return file.fact("orders as " + order.authority() + " go to " + issuing.orElse("nobody"), HERE);
  }

  /** What comes of it all the same is revoked, and is no proof. */
  private Fact atItself(RolloverOrder order, Member lost, CertificateAuthority authority) {
    KeyPair keys = KeyPairs.make(KeyType.EC_P256);
    List<String> names = file.leaves().names(order);
    CertificateChain chain;
    try {
      chain = authority.issue(CertificateOrder.of(keys, names));
    } catch (StepFailedException refused) {
      if (refused.code() == FailureCode.ORDER_REFUSED) {
        return file.fact("a trial order at the authority itself was refused", lost.name());
      }
      throw refused;
    }
    authority.revoke(chain, RevocationReason.CESSATION_OF_OPERATION);
    throw new StepFailedException(
        FailureCode.STILL_ACCEPTED, lost.name() + " certified a trial order; it was revoked");
  }
}
