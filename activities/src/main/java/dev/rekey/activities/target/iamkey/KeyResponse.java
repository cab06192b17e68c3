package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.Deed;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.principal.AssumedRoles;
import dev.rekey.activities.aws.principal.EachByItself;
import dev.rekey.activities.aws.principal.IfThere;
import dev.rekey.activities.aws.principal.MadePrincipals;
import dev.rekey.activities.aws.principal.PrincipalTrail;
import dev.rekey.activities.aws.principal.ReadableSecrets;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.IamAccessKey;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Living;
import dev.rekey.model.incident.Reach;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * What a response asks about the keys of a user.
 *
 * @param who whose keys, by whatever name
 * @param iam IAM
 * @param trail what was done with them
 * @param now by our clock
 * @param settling how long IAM needs until a change is seen everywhere
 */
record KeyResponse(Renamed who, IamDoor iam, PrincipalTrail trail, Instant now, Duration settling) {
  private IamAccessKey spec() {
    return who.now();
  }

  UserContainment containment() {
    return new UserContainment(iam.keys(spec().user()), iam.access(spec().user()), now, settling);
  }

  String place() {
    return IamDoor.place(iam.own()) + ", account " + spec().account();
  }

  /** The first time is in a hurry; later there is time to look for roles in the log. */
  List<Deed> contain(Login known, Optional<Login> kept) {
    boolean again = isDenied(kept);
    EachByItself all = new EachByItself();
    all.attempt(() -> ifThere(() -> containment().contain(known, kept), List.of(gone())));
    if (again) {
      all.attempt(() -> doings().endOthers(now, settling));
    }
    return all.deeds();
  }

  private <T> T ifThere(Supplier<T> question, T otherwise) {
    return IfThere.ask(question, () -> iam.access(spec().user()).isGone(), () -> otherwise);
  }

  private Deed gone() {
    return Deed.found(
        "the user " + spec().user() + " is gone, and with it whatever was its: keys and sessions");
  }

  private boolean isDenied(Optional<Login> kept) {
    try {
      return containment().isDenied(kept);
    } catch (StepFailedException e) {
      return false; // what cannot be looked at is done
    }
  }

  List<Living> living(Optional<Login> kept) {
    List<Living> found =
        new ArrayList<>(ifThere(() -> containment().living(kept, place()), List.of()));
    found.addAll(doings().others(now, place()));
    return found;
  }

  List<Finding> hunt(Instant since) {
    List<Finding> found = new ArrayList<>(doings().hunt(since));
    found.addAll(new MfaDevices(iam.own(), spec().user()).since(since, place()));
    return found;
  }

  /** With what it could have read, by IAM's own word of the user's policies. */
  Reach reach(Instant since) {
    Reach reach = doings().reach(since);
    List<String> could = new ArrayList<>(reach.could());
    could.addAll(
        new ReadableSecrets(iam::own, iam::secrets)
            .by(() -> new UserPolicies(iam.own(), spec().user()).all(), reach.reached()));
    return new Reach(could, reach.did(), reach.users(), reach.reached());
  }

  private Optional<IamClient> in(String account) {
    return account.equals(spec().account()) ? Optional.of(iam.own()) : iam.elsewhere(account);
  }

  private UserDoings doings() {
    return new UserDoings(
        who,
        iam.keys(spec().user()),
        new AssumedRoles(this::in),
        new MadePrincipals(iam.own(), spec().account()),
        trail);
  }
}
