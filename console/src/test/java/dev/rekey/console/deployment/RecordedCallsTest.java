package dev.rekey.console.deployment;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a function may do is what its code was seen to call. {@link PermissionsTest} reads the code,
 * where a call may stand that never happens; here are the calls that the tests of this same build
 * made at an emulator, as {@code RecordedCalls} wrote them down.
 */
@Tag("aws")
@Tag("aws-process") // its tests leave their records where this one looks
class RecordedCallsTest {
  private static final String STORE = "store.secretsmanager";

  /** Whose calls a function makes besides the store's. */
  private static final Map<String, Set<String>> ROOMS =
      Map.of(
          "rekey-postgres-user", Set.of("target.postgres"),
          "rekey-iam-access-key", Set.of("target.iamkey"),
          "rekey-iam-role", Set.of("target.iamrole"),
          "rekey-kms-key", Set.of("target.kmskey"),
          "rekey-tls-certificate", Set.of("target.certificate", "authority.privateca", "consumer"),
          "rekey-rotation-function", Set.of("target.rotationfunction"));

  /** Of what a leaked one could read: no emulator simulates policies, and a fake stands for it. */
  private static final Set<String> SIMULATED =
      Set.of(
          "iam:GetPolicy",
          "iam:GetPolicyVersion",
          "iam:SimulateCustomPolicy",
          "secretsmanager:ListSecrets");

  /** A user may read what its groups may. */
  private static final Set<String> BY_GROUPS =
      Set.of("iam:GetGroupPolicy", "iam:ListAttachedGroupPolicies", "iam:ListGroupPolicies");

  private static final Set<String> CALLS = RecordedRun.calls();

  private static final List<String> MISSING = CALLS.isEmpty() ? List.of() : RecordedRun.missing();

  record Function(String name, Map<String, Object> properties) {
    Set<String> seen() {
      Set<String> own =
          Optional.ofNullable(ROOMS.get(name.replace("-containment", ""))).orElseThrow();
      return CALLS.stream()
          .map(line -> line.split(" ", 2))
          .filter(call -> own.contains(call[0]) || (call[0].equals(STORE) && !atEnrolment(call[1])))
          .flatMap(call -> CalledActions.asked(call[1]).stream())
          .collect(toCollection(TreeSet::new));
    }

    private static boolean atEnrolment(String action) {
      return PermissionsTest.AT_ENROLMENT.contains(action);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Function> functions() {
    return PermissionsTest.rotating()
        .map(function -> new Function(PermissionsTest.name(function), function));
  }

  // For each test and not once, for a class that is left out as a whole would not be counted.
  @BeforeEach
  void something_was_recorded() {
    assumeTrue(
        !CALLS.isEmpty(),
        "needs the calls that tests of activities/ record: run them before, with AWS_ENDPOINT_URL");
  }

  @ParameterizedTest
  @MethodSource("functions")
  void a_function_may_do_what_it_was_seen_to_do(Function function) {
    Set<String> seen = function.seen();
    assertThat(PermissionsTest.ownActions(function.properties(), seen)).containsAll(seen);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void a_function_may_do_nothing_that_it_was_not_seen_to_do(Function function) {
    assumeTrue(
        MISSING.isEmpty(), "needs a whole run of the tests of activities/, not without " + MISSING);
    Set<String> known = function.seen();
    known.add("secretsmanager:GetSecretValue"); // of the ledger's login, before there is any step
    if (known.contains("iam:UpdateAssumeRolePolicy")) {
      known.addAll(SIMULATED);
    }
    if (known.contains("iam:CreateAccessKey")) {
      known.addAll(SIMULATED);
      known.addAll(BY_GROUPS);
    }
    if (known.contains("kms:CreateKey")) {
      known.add("kms:TagResource"); // CreateKey with tags asks for it
    }
    assertThat(known).containsAll(PermissionsTest.ownActions(function.properties(), known));
  }
}
