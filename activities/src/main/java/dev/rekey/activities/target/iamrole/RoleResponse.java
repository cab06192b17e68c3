package dev.rekey.activities.target.iamrole;

import dev.rekey.activities.Deed;
import dev.rekey.activities.aws.principal.EachByItself;
import dev.rekey.activities.aws.principal.IfThere;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.IamRole;
import dev.rekey.model.incident.Living;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a response does about a role, and about one that somebody deleted.
 *
 * @param account the account that has it
 * @param trust which external ids it accepts
 * @param cut which of its sessions are refused
 * @param now by our clock
 * @param settling how long IAM needs until a change is seen everywhere
 */
record RoleResponse(
    RoleAccount account, RoleTrust trust, SessionCut cut, Instant now, Duration settling) {
  private RoleContainment containment() {
    return new RoleContainment(trust, cut);
  }

  private RoleChain chain() {
    return new RoleChain(account, cut);
  }

  List<Deed> contain(IamRole spec, Login known, Optional<Login> kept) {
    return ifThere(spec, () -> refused(spec, known, kept), () -> gone(spec));
  }

  /** The first time is in a hurry; later there is time to look for other roles in the log. */
  private List<Deed> refused(IamRole spec, Login known, Optional<Login> kept) {
    boolean again = chain().isBegun(spec);
    EachByItself all = new EachByItself();
    all.attempt(() -> containment().contain(spec, known, kept, now.plus(settling)));
    if (again) {
      all.attempt(() -> chain().end(spec, now, settling));
    }
    return all.deeds();
  }

  /** What its sessions went on to is not gone with it. */
  private List<Deed> gone(IamRole spec) {
    EachByItself all = new EachByItself();
    all.attempt(
        () ->
            List.of(
                Deed.found(
                    "the role " + spec.name() + " is gone, and with it whatever it let in or do")));
    all.attempt(() -> chain().endLeftBehind(spec, now, settling));
    return all.deeds();
  }

  List<Living> living(IamRole spec, Optional<Login> kept, String where) {
    return ifThere(
        spec,
        () ->
            Stream.concat(
                    containment().living(spec, kept, where).stream(),
                    chain().living(spec, now, where).stream())
                .toList(),
        () -> chain().leftBehind(spec, now, where));
  }

  private <T> T ifThere(IamRole spec, Supplier<T> question, Supplier<T> otherwise) {
    return IfThere.ask(question, () -> account.isGone(spec), otherwise);
  }
}
