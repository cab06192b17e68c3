package dev.rekey.activities.target.iamrole;

import dev.rekey.activities.Deed;
import dev.rekey.activities.aws.principal.EachByItself;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.IamRole;
import dev.rekey.model.incident.Living;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Closes a role to whoever has an external id or a token of an identity provider, and ends the
 * sessions that are out: first the trust policy, so that no new session begins, then the cut. What
 * another hand wrote into either is overwritten: in a compromise it is the opponent's.
 *
 * @param trust which external ids the role accepts
 * @param cut which sessions it refuses
 */
record RoleContainment(RoleTrust trust, SessionCut cut) {
  /**
   * Does both, whatever becomes of either. Sessions of the new external id are left alone unless
   * the cut is gone.
   *
   * @param before sessions from before this moment are cut; changes need time until then
   */
  List<Deed> contain(IamRole spec, Login known, Optional<Login> kept, Instant before) {
    EachByItself all = new EachByItself();
    all.attempt(() -> close(spec, kept));
    all.attempt(() -> List.of(Deed.done(end(spec, known, kept, before))));
    return all.deeds();
  }

  /** The trust policy accepts the id in use, unless somebody has closed it. */
  private List<Deed> close(IamRole spec, Optional<Login> kept) {
    int more = accepted(spec, kept);
    boolean tokens = trust.letsStrangersIn(spec, kept);
    if (more == 0 && !tokens) {
      String what = "no suspect external id was accepted any more";
      return List.of(kept.isPresent() ? Deed.done(what) : Deed.found(what));
    }
    trust.close(spec, kept);
    String ids = more + " external ids taken out of the trust policy";
    return tokens
        ? List.of(
            Deed.done(ids + ", and tokens of identity providers refused by " + TokenTrust.CLOSED),
            Deed.asked("Pause the pipeline that brings its tokens to the role " + spec.name()))
        : List.of(Deed.done(ids));
  }

  private String end(IamRole spec, Login known, Optional<Login> kept, Instant before) {
    if (kept.isPresent() && cut.isWhole(spec)) {
      return "older sessions were denied everything already";
    }
    cut.renew(spec, known, before);
    return "sessions from before " + before + " are denied everything";
  }

  /** What lets somebody in or act; an external id is a secret, and is not named. */
  List<Living> living(IamRole spec, Optional<Login> kept, String where) {
    List<Living> found = new ArrayList<>();
    int more = accepted(spec, kept);
    if (more > 0) {
      found.add(new Living(more + " suspect external ids accepted", spec.role(), where));
    }
    if (trust.letsStrangersIn(spec, kept)) {
      found.add(
          new Living(
              kept.isPresent()
                  ? "tokens of an identity provider let in without an exact subject and audience"
                  : "tokens of an identity provider let in",
              spec.role(),
              where));
    }
    if (!cut.isWhole(spec)) {
      found.add(new Living("sessions that are not denied any more", spec.role(), where));
    }
    return found;
  }

  private int accepted(IamRole spec, Optional<Login> kept) {
    return (int)
        trust.ids(spec).stream()
            .filter(id -> !ExternalIds.isNobody(id))
            .filter(id -> kept.filter(login -> login.value().reveal().equals(id)).isEmpty())
            .count();
  }
}
