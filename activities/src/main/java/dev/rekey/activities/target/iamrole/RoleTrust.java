package dev.rekey.activities.target.iamrole;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.IamRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Which external ids a role accepts. IAM has no compare-and-set for trust policies, so the document
 * is read again after each write: what is neither the old nor the new one was written by somebody
 * else.
 */
final class RoleTrust {
  private final RoleAccount account;

  RoleTrust(RoleAccount account) {
    this.account = account;
  }

  /** The external ids that the trust policy names. */
  List<String> ids(IamRole spec) {
    return TrustPolicy.of(account.role(spec).trustPolicy()).externalIds();
  }

  boolean names(IamRole spec, Login login) {
    return ids(spec).contains(login.value().reveal());
  }

  /**
   * Accepts {@code pending}, and {@code current} as long as it was not refused. What we made and
   * nobody uses any more is dropped.
   */
  void install(IamRole spec, Login pending, Login current) {
    String fresh = pending.value().reveal();
    String old = current.value().reveal();
    change(
        spec,
        ids -> {
          requireOurs(spec, ids, fresh, old);
          List<String> next = new ArrayList<>(ids.stream().filter(old::equals).toList());
          next.add(fresh);
          return next;
        });
  }

  private static void requireOurs(IamRole spec, List<String> ids, String fresh, String old) {
    boolean foreign =
        ids.stream()
            .anyMatch(id -> !id.equals(fresh) && !id.equals(old) && !ExternalIds.isMade(id));
    if (foreign) {
      throw foreign(spec, "accepts an external id that is neither ours nor the current one");
    }
  }

  /** Accepts this one too. */
  void add(IamRole spec, Login login) {
    String id = login.value().reveal();
    change(
        spec,
        ids -> {
          List<String> next = new ArrayList<>(ids);
          next.removeIf(ExternalIds::isNobody);
          if (!next.contains(id)) {
            next.add(id);
          }
          return next;
        });
  }

  /** Accepts this one no more. */
  void remove(IamRole spec, Login login) {
    String id = login.value().reveal();
    change(spec, ids -> orNobody(ids, ids.stream().filter(it -> !it.equals(id)).toList()));
  }

  /** Accepts no other than this one. */
  void keepOnly(IamRole spec, Login kept) {
    String id = kept.value().reveal();
    change(spec, ids -> orNobody(ids, ids.stream().filter(it -> it.equals(id)).toList()));
  }

  /**
   * In a response: accepts no external id but this one, and no token of an identity provider; once
   * there is a new external id, tokens whose subject and audience somebody named exactly.
   */
  void close(IamRole spec, Optional<Login> kept) {
    change(
        spec,
        ids -> orNobody(ids, ids.stream().filter(id -> isKept(kept, id)).toList()),
        document -> letsStrangersIn(document, kept) ? TokenTrust.shut(document) : document);
  }

  private static boolean isKept(Optional<Login> kept, String id) {
    return kept.filter(login -> login.value().reveal().equals(id)).isPresent();
  }

  /** Whether it lets somebody in by a token who is to be kept out. */
  boolean letsStrangersIn(IamRole spec, Optional<Login> kept) {
    return letsStrangersIn(account.role(spec).trustPolicy(), kept);
  }

  private static boolean letsStrangersIn(String document, Optional<Login> kept) {
    return kept.isPresent() ? !TokenTrust.isExact(document) : TokenTrust.isOpen(document);
  }

  /**
   * A condition needs a value, and without the condition everybody would do. The one that is there
   * stays: with another one at each try, the change would never be everywhere.
   */
  private static List<String> orNobody(List<String> before, List<String> ids) {
    return !ids.isEmpty()
        ? ids
        : before.stream()
            .filter(ExternalIds::isNobody)
            .findFirst()
            .map(List::of)
            .orElseGet(() -> List.of(ExternalIds.nobody()));
  }

  private void change(IamRole spec, UnaryOperator<List<String>> wanted) {
    change(spec, wanted, UnaryOperator.identity());
  }

  private void change(
      IamRole spec, UnaryOperator<List<String>> wanted, UnaryOperator<String> further) {
    String before = account.role(spec).trustPolicy();
    TrustPolicy policy = TrustPolicy.of(before);
    List<String> next = wanted.apply(policy.externalIds());
    boolean same = next.equals(policy.externalIds());
    String written = further.apply(same ? before : policy.accepting(next));
    if (TrustPolicy.same(before, written)) {
      return;
    }
    account.trust(spec, written);
    String after = account.role(spec).trustPolicy();
    if (TrustPolicy.same(after, written)) {
      return;
    }
    if (TrustPolicy.same(after, before)) {
      throw new StepFailedException(
          FailureCode.TARGET_UNAVAILABLE,
          "IAM does not show the changed trust policy of " + spec.name() + " yet");
    }
    throw foreign(spec, "was changed by somebody else at the same time");
  }

  private static StepFailedException foreign(IamRole spec, String what) {
    return new StepFailedException(
        FailureCode.FOREIGN_WRITE, "The trust policy of " + spec.name() + " " + what);
  }
}
