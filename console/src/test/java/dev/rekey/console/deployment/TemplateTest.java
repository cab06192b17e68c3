package dev.rekey.console.deployment;

import static dev.rekey.console.deployment.Template.list;
import static dev.rekey.console.deployment.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SigningAuthority;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateTest {
  /** A star for everything: as a resource, an action, or all actions of a service. */
  private static final Pattern STAR =
      Pattern.compile("^\\s*(- )?(Resource|Action|NotAction|NotResource): .*(\"\\*\"|:\\*).*$");

  private static final Pattern REASON = Pattern.compile("^\\s*# .*\\*: .{20,}$");

  /** A reason stands above the action and the resource that it is for. */
  private static final int NEAR = 2;

  private final Template template = Template.main();
  private final Map<String, Map<String, Object>> functions =
      template.resources("AWS::Serverless::Function");

  static Stream<Path> templates() {
    return Template.files().stream();
  }

  @ParameterizedTest
  @MethodSource("templates")
  void a_star_for_everything_stands_only_with_its_reason(Path file) {
    List<String> lines = Template.text(file).lines().toList();
    List<String> unexplained = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      boolean star = STAR.matcher(lines.get(i)).matches();
      if (star && !explained(lines, i)) {
        unexplained.add(file.getFileName() + ":" + (i + 1) + " " + lines.get(i).strip());
      }
    }
    assertThat(unexplained).isEmpty();
  }

  private static boolean explained(List<String> lines, int line) {
    return lines.subList(Math.max(0, line - NEAR), line).stream()
        .anyMatch(above -> REASON.matcher(above).matches());
  }

  @Test
  void every_kind_has_a_function_and_one_for_containment() {
    assertThat(names())
        .contains(
            "rekey-inventory",
            "rekey-evidence",
            "rekey-notices",
            "rekey-trigger",
            "rekey-outer-control")
        .containsAll(kinds().map(kind -> "rekey-" + kind).toList())
        .containsAll(kinds().map(kind -> "rekey-" + kind + "-containment").toList());
  }

  /** Certificates' function answers for authorities. */
  private static Stream<String> kinds() {
    return CredentialSpec.kinds().stream().filter(kind -> !kind.equals(SigningAuthority.KIND));
  }

  @Test
  void every_function_has_a_role_of_its_own() {
    assertThat(functions.values()).extracting(Permissions::role).doesNotHaveDuplicates();
  }

  @Test
  void only_containment_and_the_evidence_reserve_concurrency() {
    assertThat(functions.values())
        .allSatisfy(
            function ->
                assertThat(function.containsKey("ReservedConcurrentExecutions"))
                    .isEqualTo(
                        name(function).endsWith("-containment")
                            || name(function).equals("rekey-outer-control")
                            || name(function).equals("rekey-evidence")));
  }

  @Test
  void a_batch_with_one_bad_event_loses_none_and_repeats_no_other() {
    Map<String, Object> events = map(map(functions.get("TriggerFunction")).get("Events"));
    assertThat(events.values())
        .hasSize(2)
        .allSatisfy(
            event ->
                assertThat(list(map(map(event).get("Properties")).get("FunctionResponseTypes")))
                    .isEqualTo(List.of("ReportBatchItemFailures")));
  }

  @Test
  void people_are_called_where_temporal_does_not_answer_and_where_nobody_asks_it() {
    assertThat(template.resource("PulseSchedule").toString()).contains("{\"rekey\": \"pulse\"}");
    assertThat(map(template.resource("TemporalAwayAlarm").get("Properties")))
        .containsEntry("MetricName", "TemporalAnswers")
        .containsEntry("TreatMissingData", "breaching")
        .containsKey("AlarmActions");
  }

  @Test
  void what_cannot_be_made_again_outlives_the_stack() {
    assertThat(List.of("SecretsKey", "EvidenceKey", "EvidenceBucket", "FunctionLogs"))
        .allSatisfy(
            id -> assertThat(template.resource(id)).containsEntry("DeletionPolicy", "Retain"));
  }

  @Test
  void secrets_manager_calls_us_for_this_account_alone() {
    assertThat(template.resources("AWS::Lambda::Permission").values())
        .isNotEmpty()
        .allSatisfy(
            permission ->
                assertThat(permission)
                    .containsEntry("Principal", "secretsmanager.amazonaws.com")
                    .containsEntry("SourceAccount", Map.of("Ref", "AWS::AccountId")));
  }

  private List<String> names() {
    return functions.values().stream().map(TemplateTest::name).toList();
  }

  private static String name(Map<String, Object> function) {
    return String.valueOf(function.get("FunctionName"));
  }
}
