package dev.rekey.console.deployment;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a function may do is what its code calls: nothing is missing, and nothing left over. */
class PermissionsTest {
  private static final Template TEMPLATE = Template.main();
  private static final Permissions PERMISSIONS = new Permissions(TEMPLATE);
  private static final List<String> TARGETS =
      List.of(
          "dev.rekey.activities.target.",
          "dev.rekey.activities.authority.",
          "dev.rekey.activities.aws.principal.");

  /** What AWS Lambda and Secrets Manager do in a function's name, without any call of its code. */
  private static final Set<String> BY_THE_PLATFORM =
      Set.of(
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:UnassignPrivateIpAddresses",
          "logs:CreateLogStream",
          "logs:PutLogEvents",
          "sqs:DeleteMessage",
          "sqs:GetQueueAttributes",
          "sqs:ReceiveMessage",
          "xray:PutTelemetryRecords",
          "xray:PutTraceSegments");

  /** Secrets Manager decrypts and encrypts as whoever calls it. */
  private static final Set<String> THROUGH_SECRETS_MANAGER =
      Set.of("kms:Decrypt", "kms:GenerateDataKey");

  /** To take a secret under care: a person asks for it at the door, and no rotation does. */
  static final Set<String> AT_ENROLMENT =
      Set.of("secretsmanager:CreateSecret", "secretsmanager:ListSecrets");

  /** Every function reads the ledger's login when it starts. */
  private static final Set<String> LEDGER = Set.of("secretsmanager:GetSecretValue");

  /** The labels, then the value. */
  private static final Set<String> READING_A_SECRET =
      Set.of("secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue");

  static Stream<Map<String, Object>> functions() {
    return TEMPLATE.resources("AWS::Serverless::Function").values().stream();
  }

  static Stream<Map<String, Object>> rotating() {
    return functions()
        .filter(
            function ->
                CalledActions.exists(handler(function))) // the test above says which is not there
        .filter(function -> !name(function).equals("rekey-inventory"))
        .filter(function -> !name(function).equals("rekey-notices"))
        .filter(function -> !name(function).equals("rekey-evidence"))
        .filter(function -> !name(function).equals("rekey-outer-control"))
        .filter(function -> !name(function).equals("rekey-trigger"));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void a_function_has_its_class_or_is_not_there_yet(Map<String, Object> function) {
    assumeTrue(
        CalledActions.exists(handler(function)),
        "the template is ready for " + handler(function) + ", which is not there yet");
    assertThat(handler(function)).startsWith("dev.rekey.");
  }

  @ParameterizedTest
  @MethodSource("rotating")
  void a_function_may_do_what_its_code_calls_and_no_more(Map<String, Object> function) {
    Set<String> target = CalledActions.reached(handler(function), TARGETS);
    Set<String> needed = CalledActions.in(resideInAPackage("..activities.store.secretsmanager.."));
    needed.removeAll(AT_ENROLMENT);
    needed.addAll(CalledActions.in(type -> target.contains(type.getName())));
    if (handler(function).endsWith(".TlsCertificateFunction")) { // nobody else has ACM's client
      needed.addAll(CalledActions.in(resideInAPackage("..activities.consumer..")));
    }
    needed.addAll(LEDGER);
    if (needed.contains("kms:CreateKey")) {
      needed.add("kms:TagResource"); // CreateKey with tags asks for it
    }
    assertThat(ownActions(function, needed)).isEqualTo(needed);
  }

  @Test
  void the_inventory_may_read_the_ledgers_login_and_no_more() {
    assertThat(ownActions(function("InventoryFunction"))).isEqualTo(LEDGER);
  }

  @Test
  void the_notices_may_read_what_opens_channels_and_publish_and_no_more() {
    Set<String> needed = CalledActions.in(resideInAPackage("..activities.notice.."));
    needed.addAll(LEDGER);
    needed.addAll(READING_A_SECRET);
    assertThat(needed).contains("sns:Publish");
    assertThat(ownActions(function("NoticesFunction"), needed)).isEqualTo(needed);
  }

  @Test
  void the_evidence_function_may_sign_and_add_to_its_bucket_and_no_more() {
    Set<String> needed = CalledActions.in(resideInAPackage("..activities.evidence.."));
    assertThat(needed)
        .containsExactly(
            "kms:GetPublicKey", "kms:Sign", "s3:GetObject", "s3:ListBucket", "s3:PutObject");
    needed.addAll(LEDGER);
    assertThat(ownActions(function("EvidenceFunction"))).isEqualTo(needed);
    assertThat(signers()).containsExactly("rekey-evidence");
  }

  @Test
  void one_function_may_assume_the_organizations_role_which_writes_our_policies_and_no_more() {
    assertThat(ownActions(function("OuterControlFunction"))).containsExactly("sts:AssumeRole");
    Set<String> needed = CalledActions.in(resideInAPackage("..activities.aws.organization.."));
    needed.add("organizations:TagResource"); // CreatePolicy with tags asks for it
    Permissions organization =
        new Permissions(Template.read(Template.FOLDER.resolve("organization-role.yaml")));
    assertThat(organization.ofRole("OrganizationRole")).isEqualTo(needed);
  }

  private static List<String> signers() {
    return functions()
        .filter(function -> PERMISSIONS.ofRole(Permissions.role(function)).contains("kms:Sign"))
        .map(PermissionsTest::name)
        .toList();
  }

  @Test
  void the_trigger_may_read_temporals_login_and_no_more() {
    assertThat(ownActions(function("TriggerFunction")))
        .isEqualTo(
            CalledActions.in(
                type ->
                    resideInAPackage("..workflows..").test(type)
                        && !type.getSimpleName().equals("LambdaFunctionInvoker")));
  }

  @Test
  void a_worker_may_call_the_functions_and_no_more() {
    assertThat(PERMISSIONS.ofPolicy("WorkerAccess"))
        .isEqualTo(CalledActions.in(type -> type.getSimpleName().equals("LambdaFunctionInvoker")));
  }

  @Test
  void a_server_may_take_secrets_under_care() {
    Set<String> needed = new TreeSet<>(AT_ENROLMENT);
    needed.add("secretsmanager:TagResource"); // CreateSecret with tags asks for it
    needed.add("secretsmanager:GetSecretValue"); // of the fingerprint key that is not there yet
    needed.addAll(READING_A_SECRET); // of what opens channels for notices
    needed.addAll(
        Set.of("secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage"));
    assertThat(PERMISSIONS.ofPolicy("ServerAccess")).isEqualTo(needed);
    assertThat(CalledActions.in(resideInAPackage("..activities.store.secretsmanager..")))
        .containsAll(AT_ENROLMENT);
  }

  @Test
  void the_ledgers_login_is_read_from_one_secret() {
    assertThat(PERMISSIONS.ofPolicy("LedgerAccess"))
        .containsExactlyInAnyOrder("secretsmanager:GetSecretValue", "kms:Decrypt");
    assertThat(CalledActions.in(type -> type.getSimpleName().equals("SecretsManagerOpening")))
        .containsAll(LEDGER);
  }

  private static Set<String> ownActions(Map<String, Object> function) {
    return ownActions(function, Set.of());
  }

  /** Without what Secrets Manager does in its name, unless the code does the same itself. */
  static Set<String> ownActions(Map<String, Object> function, Set<String> needed) {
    Set<String> actions = PERMISSIONS.ofRole(Permissions.role(function));
    actions.removeAll(BY_THE_PLATFORM);
    actions.removeIf(
        action -> THROUGH_SECRETS_MANAGER.contains(action) && !needed.contains(action));
    return actions;
  }

  private static Map<String, Object> function(String id) {
    return TEMPLATE.resources("AWS::Serverless::Function").get(id);
  }

  private static String handler(Map<String, Object> function) {
    return String.valueOf(function.get("Handler"));
  }

  static String name(Map<String, Object> function) {
    return String.valueOf(function.get("FunctionName"));
  }
}
