package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.Deed;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.principal.AssumedRoles;
import dev.rekey.activities.aws.principal.Doings;
import dev.rekey.activities.aws.principal.EachByItself;
import dev.rekey.activities.aws.principal.KeyCallers;
import dev.rekey.activities.aws.principal.MadePrincipals;
import dev.rekey.activities.aws.principal.Persistence;
import dev.rekey.activities.aws.principal.PrincipalReach;
import dev.rekey.activities.aws.principal.PrincipalTrail;
import dev.rekey.model.credential.IamAccessKey;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Living;
import dev.rekey.model.incident.OuterDenial;
import dev.rekey.model.incident.Reach;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was done with a user's keys, as far as CloudTrail tells, and what of it lives on.
 *
 * @param who whose keys, by whatever name
 * @param keys the keys there are
 * @param roles the roles of the account
 * @param made who was made with the keys
 * @param trail the log
 */
record UserDoings(
    Renamed who, UserKeys keys, AssumedRoles roles, MadePrincipals made, PrincipalTrail trail) {
  /** Where IAM's own calls, and those of STS's global endpoint, are told. */
  private static final String GLOBAL = "us-east-1";

  /** A consumer that calls once a week is seen twice in it. */
  private static final Duration USUAL = Duration.ofDays(14);

  private Doings since(Instant since) {
    return trail.of(who.names(), ids(), regions(), since);
  }

  /** Without a list of keys the name alone must do. */
  private List<String> ids() {
    try {
      return keys.list().stream().map(Key::id).toList();
    } catch (StepFailedException e) {
      return List.of();
    }
  }

  private List<String> regions() {
    return Stream.concat(
            Stream.of(GLOBAL),
            who.now().regions().stream().filter(it -> !it.equals(IamAccessKey.GLOBAL)))
        .distinct()
        .toList();
  }

  List<Finding> hunt(Instant since) {
    return Persistence.in(since(since));
  }

  /**
   * Roles that were assumed with the keys, and whose sessions act yet; users and roles that were
   * made with them, and may act yet.
   */
  List<Living> others(Instant now, String where) {
    Doings doings = since(now.minus(AssumedRoles.LONGEST));
    List<Living> found = new ArrayList<>(made.living(doings, where));
    roles.uncut(doings).stream()
        .map(
            role ->
                new Living(
                    "sessions of a role that was assumed with it",
                    role,
                    where,
                    Optional.of(new OuterDenial(role, false))))
        .forEach(found::add);
    return found;
  }

  /** Ends them, but for what nobody may from here, which it says. */
  List<Deed> endOthers(Instant now, Duration settling) {
    Doings doings = since(now.minus(AssumedRoles.LONGEST));
    EachByItself all = new EachByItself();
    all.attempt(() -> Deed.done(made.deny(doings)));
    all.attempt(() -> Deed.done(roles.cut(doings, now.plus(settling))));
    return all.deeds();
  }

  /** What was done since then; and who uses the keys, which began before. */
  Reach reach(Instant since) {
    Reach reach = PrincipalReach.of(since(since), regions());
    List<String> keys = ids();
    Doings calls = trail.signedWith(keys, regions(), since.minus(USUAL));
    List<String> could = new ArrayList<>(reach.could());
    could.add("who called with its keys shows up to 15 minutes late, and in those regions alone");
    calls.gaps().forEach(gap -> could.add("who called with its keys: not known, " + gap.what()));
    return new Reach(could, reach.did(), List.copyOf(KeyCallers.of(calls, keys)), reach.reached());
  }
}
