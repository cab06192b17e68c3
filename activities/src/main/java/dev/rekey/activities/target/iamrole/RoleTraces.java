package dev.rekey.activities.target.iamrole;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.principal.Doings;
import dev.rekey.activities.aws.principal.ForeignCalls;
import dev.rekey.activities.aws.principal.Persistence;
import dev.rekey.activities.aws.principal.PrincipalReach;
import dev.rekey.activities.target.NativeId;
import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.model.credential.IamRole;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Reach;
import dev.rekey.model.rotation.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a role left behind and could reach, and whether it is still the one that was enrolled.
 *
 * @param account the account that has it
 */
record RoleTraces(RoleAccount account) {
  List<Finding> hunt(Suspect<IamRole> suspect, Instant since) {
    List<Finding> found = new ArrayList<>(Persistence.in(account.doings(suspect.spec(), since)));
    anew(suspect, since).ifPresent(found::add);
    return found;
  }

  /** Sessions and trust of the one are not those of the other, though their names are the same. */
  private Optional<Finding> anew(Suspect<IamRole> suspect, Instant since) {
    IamRole spec = suspect.spec();
    try {
      Optional<RoleAccount.Being> being = account.being(spec);
      return being.isEmpty()
          ? Optional.of(finding(spec, "role that somebody deleted", Optional.empty()))
          : being
              .flatMap(is -> anew(suspect, is, since))
              .map(what -> finding(spec, what, being.map(RoleAccount.Being::made)));
    } catch (StepFailedException e) {
      String unknown = "whether it is the role that was enrolled: not known, " + e.reason();
      return Optional.of(finding(spec, unknown, Optional.empty()));
    }
  }

  private static Optional<String> anew(
      Suspect<IamRole> suspect, RoleAccount.Being is, Instant since) {
    Set<String> known =
        suspect.natives().stream().map(NativeId::id).collect(Collectors.toUnmodifiableSet());
    if (known.isEmpty()) {
      return is.made().isBefore(since)
          ? Optional.empty()
          : Optional.of("role made since, perhaps in place of another of its name");
    }
    return known.contains(is.id())
        ? Optional.empty()
        : Optional.of("role made anew (" + is.id() + ") in place of the one that was enrolled");
  }

  private Finding finding(IamRole spec, String what, Optional<Instant> at) {
    return new Finding(what, spec.role(), account.place(), at);
  }

  Reach reach(IamRole spec, Instant since) {
    Reach reach = PrincipalReach.of(account.doings(spec, since), RoleTrail.regions(spec));
    List<String> could = new ArrayList<>(reach.could());
    could.addAll(account.readable(spec, reach.reached()));
    List<Fact> earlier = earlier(spec, since, could);
    return new Reach(could, reach.did(), reach.users(), reach.reached()).withEarlier(earlier);
  }

  /** Of a role of functions it shows who else had it before. */
  private List<Fact> earlier(IamRole spec, Instant since, List<String> gaps) {
    String unknown = "whether it was abused before " + since + ": not known, ";
    try {
      if (!account.isOfFunctions(spec)) {
        return List.of();
      }
      Doings before = account.doingsBefore(spec, since);
      before.gaps().forEach(gap -> gaps.add(unknown + gap.what() + " in " + gap.region()));
      return ForeignCalls.in(before);
    } catch (StepFailedException e) {
      gaps.add(unknown + e.reason());
      return List.of();
    }
  }
}
