package dev.rekey.activities.aws.principal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.model.FailureCode;
import dev.rekey.model.incident.Living;
import dev.rekey.model.incident.OuterDenial;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/**
 * Users and roles that somebody made with what leaked: they are the same opponent. They are denied
 * everything by a policy of AWS's own, so that the permission to do so can do nothing else; nothing
 * of them is deleted.
 *
 * @param iam IAM of the account
 * @param account the only one in which they can be denied anything from here
 */
public record MadePrincipals(IamClient iam, String account) {
  /** Denies everything; only it may be attached by us. The same in every partition of AWS. */
  private static final String DENY_ALL = ":iam::aws:policy/AWSDenyAll";

  private static final Pattern PARTITION = Pattern.compile("(arn:aws[a-z-]*):.*");

  private record Made(boolean user, String name, String path, String partition) {
    static Optional<Made> of(JsonNode call, boolean user) {
      String path = Doings.asked(call, "path").filter(it -> it.matches("/(.+/)?")).orElse("/");
      return Doings.asked(call, user ? "userName" : "roleName")
          .filter(name -> name.matches("[\\w+=,.@-]{1,64}"))
          .map(name -> new Made(user, name, path, partition(call)));
    }

    /** That of whoever called: nobody makes anything in another one. */
    private static String partition(JsonNode call) {
      Matcher caller = PARTITION.matcher(call.path("userIdentity").path("arn").asText());
      return caller.matches() ? caller.group(1) : "arn:aws";
    }

    String arn(String account) {
      return partition + ":iam::" + account + ":" + kind() + path + name;
    }

    String denyAll() {
      return partition + DENY_ALL;
    }

    String kind() {
      return user ? "user" : "role";
    }
  }

  /** Here: in another account somebody else may have the same name. */
  private static Set<Made> in(Doings all) {
    Set<Made> made = new LinkedHashSet<>();
    Doings doings = all.only(call -> all.elsewhere(call).isEmpty());
    doings.called("iam", "CreateUser").forEach(it -> Made.of(it, true).ifPresent(made::add));
    doings.called("iam", "CreateRole").forEach(it -> Made.of(it, false).ifPresent(made::add));
    return made;
  }

  /** Those that are not denied everything, as far as may be seen from here. */
  public List<Living> living(Doings doings, String where) {
    List<Living> found = new ArrayList<>();
    for (Made one : in(doings)) {
      if (isFree(one)) {
        found.add(
            new Living(
                one.kind() + " made with it, not denied anything",
                one.arn(account),
                where,
                Optional.of(new OuterDenial(one.arn(account), true))));
      }
    }
    return found;
  }

  /** What may not be looked at may not be denied either; that is said when it is tried. */
  private boolean isFree(Made one) {
    try {
      return there(one).filter(policies -> !policies.contains(one.denyAll())).isPresent();
    } catch (StepFailedException e) {
      if (e.code().retryable()) {
        throw e;
      }
      return false;
    }
  }

  /** Denies them everything, and says where that was not possible. */
  public List<String> deny(Doings doings) {
    return Stream.concat(
            in(doings).stream().map(this::deny),
            Stream.of("CreateUser", "CreateRole")
                .flatMap(name -> doings.called("iam", name).stream())
                .flatMap(call -> left(doings, call).stream()))
        .toList();
  }

  private static Optional<String> left(Doings doings, JsonNode call) {
    boolean user = Doings.userMade(call).isPresent();
    return doings
        .elsewhere(call)
        .map(
            other ->
                "the %s %s, made with it in the account %s, was not denied anything: do it there"
                    .formatted(
                        user ? "user" : "role",
                        Made.of(call, user).map(Made::name).orElse("unnamed"),
                        other));
  }

  private String deny(Made one) {
    String who = "the " + one.kind() + " " + one.name() + ", made with it,";
    try {
      Optional<List<String>> policies = there(one);
      if (policies.isEmpty()) {
        return who + " is gone";
      }
      if (!policies.get().contains(one.denyAll())) {
        attach(one);
      }
      return who + " is denied everything by AWSDenyAll; nothing of it was deleted";
    } catch (StepFailedException e) {
      if (e.code().retryable()) {
        throw e;
      }
      return who + " was not denied anything (" + e.reason() + "): do it by hand";
    }
  }

  /** Its attached policies; nothing if it is gone. */
  private Optional<List<String>> there(Made one) {
    String action = one.user() ? "ListAttachedUserPolicies" : "ListAttachedRolePolicies";
    return classified(
        action,
        one,
        () -> {
          try {
            List<AttachedPolicy> policies =
                one.user()
                    ? iam.listAttachedUserPolicies(it -> it.userName(one.name())).attachedPolicies()
                    : iam.listAttachedRolePolicies(it -> it.roleName(one.name()))
                        .attachedPolicies();
            return Optional.of(policies.stream().map(AttachedPolicy::policyArn).toList());
          } catch (NoSuchEntityException gone) {
            return Optional.empty();
          }
        });
  }

  private void attach(Made one) {
    if (one.user()) {
      classified(
          "AttachUserPolicy",
          one,
          () -> iam.attachUserPolicy(it -> it.userName(one.name()).policyArn(one.denyAll())));
    } else {
      classified(
          "AttachRolePolicy",
          one,
          () -> iam.attachRolePolicy(it -> it.roleName(one.name()).policyArn(one.denyAll())));
    }
  }

  private static <T> T classified(String action, Made one, Supplier<T> call) {
    return AwsFailures.classified(
        FailureCode.TARGET_UNAVAILABLE,
        "iam:" + action + " for the " + one.kind() + " " + one.name(),
        call);
  }
}
