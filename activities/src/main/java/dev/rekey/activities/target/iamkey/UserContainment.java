package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.Deed;
import dev.rekey.activities.aws.principal.Denial;
import dev.rekey.activities.aws.principal.EachByItself;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.incident.Living;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.StatusType;

/**
 * Refuses an IAM user everything, the reported key first. Nothing is deleted but the password of
 * the console, which IAM cannot switch off. While no new key is there everything is denied to the
 * user; once one is, what was made before it.
 *
 * @param keys the user's keys
 * @param access what lets it in besides
 * @param now by our clock
 * @param settling how long IAM needs until a change is seen everywhere: until then sessions can be
 *     made with keys that are inactive already
 */
record UserContainment(UserKeys keys, UserAccess access, Instant now, Duration settling) {
  /** Does all of it, and says what was done, and what somebody else did before. */
  List<Deed> contain(Login known, Optional<Login> kept) {
    EachByItself all = new EachByItself();
    all.attempt(() -> switchedOff(known, kept));
    all.attempt(() -> kept.map(this::olderDenied).orElseGet(this::everythingDenied));
    all.attempt(
        () ->
            List.of(
                Deed.done(
                    access.dropConsole()
                        ? "password of the console taken away; a person can give a new one"
                        : "the user has no password for the console")));
    all.attempt(() -> others().silence());
    return all.deeds();
  }

  private OtherCredentials others() {
    return new OtherCredentials(access.iam(), access.user());
  }

  /** The known one even if IAM does not list it, or nothing at all. */
  private List<Deed> switchedOff(Login known, Optional<Login> kept) {
    EachByItself each = new EachByItself();
    if (kept.filter(login -> isOf(login, known.identity())).isEmpty()) {
      each.attempt(() -> List.of(switchedOff(known.identity(), keys.find(known.identity()))));
    }
    each.attempt(
        () ->
            keys.list().stream()
                .filter(key -> !key.id().equals(known.identity()) && isSuspect(key, kept))
                .map(key -> Deed.done(switchedOff(key.id(), Optional.of(key)).what()))
                .toList());
    return each.deeds();
  }

  /** No routine switches off or deletes the key in use: if that is so, somebody else did it. */
  private Deed switchedOff(String id, Optional<Key> before) {
    if (before.filter(key -> !key.active()).isPresent()) {
      return Deed.found("key " + id + " was inactive already");
    }
    return keys.set(id, StatusType.INACTIVE)
        ? Deed.done("key " + id + " made inactive; it was active")
        : Deed.found("key " + id + " is gone");
  }

  private List<Deed> everythingDenied() {
    boolean there = access.policy(Denial.CONTAINED).filter(Denial::isEverything).isPresent();
    if (!there) {
      access.putPolicy(Denial.CONTAINED, Denial.everything());
    }
    List<Deed> deeds = new ArrayList<>();
    deeds.add(
        there
            ? Deed.found("everything was denied to the user already")
            : Deed.done("everything denied to the user by the policy " + Denial.CONTAINED));
    if (!there || cut().isEmpty()) {
      deeds.add(Deed.done(cutBefore(now.plus(settling))));
    }
    return deeds;
  }

  private List<Deed> olderDenied(Login kept) {
    return Deed.done(List.of(cutBefore(now), lift(kept)));
  }

  private String lift(Login kept) {
    return access.dropPolicy(Denial.CONTAINED)
        ? "the user may act again, with the key " + kept.identity()
        : "the key " + kept.identity() + " was left alone";
  }

  private String cutBefore(Instant moment) {
    Instant later = cut().filter(moment::isBefore).orElse(moment);
    access.putPolicy(Denial.OLDER_SESSIONS, Denial.before(later));
    return "sessions of the user's keys from before " + later + " are denied everything";
  }

  private Optional<Instant> cut() {
    return access.policy(Denial.OLDER_SESSIONS).flatMap(Denial::moment);
  }

  /**
   * Lets the user act again, for a new key is there; whatever was made before stays denied. Nothing
   * to do if it was not contained.
   */
  void reopen(Login pending) {
    if (access.policy(Denial.CONTAINED).isPresent()) {
      cutBefore(now);
      lift(pending);
    }
  }

  /** Whatever lets somebody in or act, as IAM shows it. */
  List<Living> living(Optional<Login> kept, String where) {
    List<Living> found = new ArrayList<>();
    keys.list().stream()
        .filter(key -> key.active() && isSuspect(key, kept))
        .forEach(key -> found.add(new Living("active key", key.id(), where)));
    if (access.hasConsole()) {
      found.add(new Living("password of the console", keys.user(), where));
    }
    others().all().stream()
        .filter(OtherCredentials.One::active)
        .forEach(one -> found.add(new Living("active " + one.what(), one.id(), where)));
    if (!isDenied(kept)) {
      found.add(new Living("sessions that are not denied any more", keys.user(), where));
    }
    return found;
  }

  /** By a policy as we wrote it: another hand may have changed its date alone. */
  boolean isDenied(Optional<Login> kept) {
    if (kept.isEmpty()) {
      return access.policy(Denial.CONTAINED).filter(Denial::isEverything).isPresent();
    }
    Instant born = keys.find(kept.get().identity()).map(Key::created).orElse(now).minus(settling);
    return cut().filter(moment -> !moment.isBefore(born)).isPresent();
  }

  /** What a rotation of a compromised key ends: all keys but the new one, and older sessions. */
  List<String> endDerived(Login kept) {
    List<String> facts = new ArrayList<>();
    keys.silence(kept.identity())
        .forEach(id -> facts.add("key " + id + " deactivated, whoever made it"));
    access.putPolicy(Denial.OLDER_SESSIONS, Denial.before(now));
    facts.add("sessions of the user's keys from before " + now + " are denied everything");
    return facts;
  }

  private static boolean isSuspect(Key key, Optional<Login> kept) {
    return kept.filter(login -> isOf(login, key.id())).isEmpty();
  }

  private static boolean isOf(Login login, String id) {
    return login.identity().equals(id);
  }
}
