package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.Trial;
import dev.rekey.activities.target.Trial.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;

/**
 * Tries whether anything can be done with what is contained, which is another fact than that
 * nothing logs in: each key asks IAM for its own user, and IAM is asked what it would say to the
 * user. No session is at hand that could be tried, so IAM's own evaluation stands for all of them.
 *
 * @param iam IAM
 * @param containment what must deny it
 */
record KeyActs(IamDoor iam, UserContainment containment) {
  /** What a thief does first; all of them are denied together or not at all. */
  private static final List<String> ACTIONS =
      List.of("sts:AssumeRole", "iam:CreateUser", "secretsmanager:GetSecretValue", "s3:ListBucket");

  List<Trial> of(String user, List<Login> known, Optional<Login> kept) {
    List<Trial> trials = new ArrayList<>();
    known.stream()
        .filter(login -> kept.filter(it -> it.identity().equals(login.identity())).isEmpty())
        .map(this::asked)
        .forEach(trials::add);
    trials.add(kept.isPresent() ? readBack(kept) : evaluated(user));
    return trials;
  }

  private Trial asked(Login key) {
    try (IamClient client = iam.as(key)) {
      return new Trial(
          IamDoor.place(client) + ", iam:GetUser signed with " + key.identity(), ask(client));
    }
  }

  private static Verdict ask(IamClient client) {
    try {
      client.getUser();
      return Verdict.ACCEPTED;
    } catch (SdkException e) {
      // "Access denied" is said to who got in, whatever else that key may do.
      return KeyTrials.REFUSALS.contains(AwsFailures.errorCode(e))
          ? Verdict.REFUSED
          : Verdict.UNKNOWN;
    }
  }

  private Trial evaluated(String user) {
    IamClient client = iam.own();
    String where = IamDoor.place(client) + ", IAM's own evaluation for the user " + user;
    try {
      String arn = client.getUser(it -> it.userName(user)).user().arn();
      boolean denied =
          client
              .simulatePrincipalPolicy(it -> it.policySourceArn(arn).actionNames(ACTIONS))
              .evaluationResults()
              .stream()
              .allMatch(it -> it.evalDecision() == PolicyEvaluationDecisionType.EXPLICIT_DENY);
      return new Trial(where, denied ? Verdict.REFUSED : Verdict.ACCEPTED);
    } catch (NoSuchEntityException gone) {
      return new Trial(where + ", who is gone", Verdict.REFUSED);
    } catch (SdkException e) {
      return new Trial(where, Verdict.UNKNOWN);
    }
  }

  /** The new key may act, so IAM's answer for the user says nothing about older sessions. */
  private Trial readBack(Optional<Login> kept) {
    return new Trial(
        IamDoor.place(iam.own()) + ", the policy that denies older sessions read back",
        containment.isDenied(kept) ? Verdict.REFUSED : Verdict.ACCEPTED);
  }
}
