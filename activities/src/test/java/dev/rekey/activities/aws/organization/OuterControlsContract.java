package dev.rekey.activities.aws.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.activities.StepFailedException;
import dev.rekey.model.FailureCode;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.OuterControlReply;
import dev.rekey.model.incident.OuterControlRequest;
import dev.rekey.model.incident.OuterControlRequest.Control;
import dev.rekey.model.incident.OuterDenial;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.PolicySummary;
import software.amazon.awssdk.services.organizations.model.PolicyType;

/** What an outer control does in every Organization: one in memory, and those of emulators. */
abstract class OuterControlsContract {
  static final IncidentId ONE = new IncidentId("INC-0123456789AB");
  static final IncidentId OTHER = new IncidentId("INC-BA9876543210");
  static final Instant NOW = Instant.parse("2026-11-29T16:00:00Z");

  /** The Organization, as its management account. */
  abstract OrganizationsClient organization();

  /** A member account of it. */
  abstract String member();

  /** The Organization's own account. */
  abstract String management();

  final OuterControls controls() {
    return new OuterControls(this::organization, () -> NOW);
  }

  final OuterDenial everything(String user) {
    return new OuterDenial("arn:*:iam::" + member() + ":user/" + user, true);
  }

  final OuterDenial older(String user) {
    return new OuterDenial("arn:*:iam::" + member() + ":user/" + user, false);
  }

  final OuterControlReply.Stands set(IncidentId incident, OuterDenial... denials) {
    return controls().answer(request(Control.SET, incident, denials));
  }

  final OuterControlReply.Stands lift(IncidentId incident, OuterDenial... denials) {
    return controls().answer(request(Control.LIFT, incident, denials));
  }

  final OuterControlRequest request(Control control, IncidentId incident, OuterDenial... denials) {
    return new OuterControlRequest(control, incident, member(), Arrays.asList(denials));
  }

  /** Our policies at the member's account, each with its text. */
  final List<String> texts() {
    return organization()
        .listPoliciesForTarget(
            it -> it.targetId(member()).filter(PolicyType.SERVICE_CONTROL_POLICY))
        .policies()
        .stream()
        .filter(it -> it.name().startsWith(OuterControls.NAME + member()))
        .map(PolicySummary::id)
        .map(id -> organization().describePolicy(it -> it.policyId(id)).policy().content())
        .toList();
  }

  @Test
  void a_principal_is_denied_everything_by_one_policy_and_the_second_call_changes_nothing() {
    OuterControlReply.Stands first = set(ONE, everything("deploy"));
    assertThat(first.changed()).isTrue();
    assertThat(first.facts().getFirst().what())
        .isEqualTo(
            "everything is denied to arn:*:iam::%1$s:user/deploy from outside the account by"
                    .formatted(member())
                + " RekeyOuterControl-%s-1".formatted(member()));
    assertThat(first.facts().getLast().what()).contains("before: FullAWSAccess");
    assertThat(set(ONE, everything("deploy")).changed()).isFalse();
    assertThat(texts()).singleElement().asString().contains("user/deploy").doesNotContain("Date");
  }

  @Test
  void s11_what_somebody_attached_by_hand_is_found_to_be_theirs_and_ours_comes_beside_it() {
    byHand("ByHandAt3", "{\"ArnLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::*:user/deploy\"}}");
    OuterControlReply.Stands stands = set(ONE, everything("deploy"), everything("build"));
    assertThat(stands.found())
        .singleElement()
        .satisfies(one -> assertThat(one.what()).contains("user/deploy", "ByHandAt3"));
    assertThat(texts()).singleElement().asString().contains("user/deploy");
    assertThat(set(ONE, everything("deploy")).found()).as("told when it is found").isEmpty();
  }

  @Test
  void what_holds_on_another_condition_too_is_not_taken_for_a_denial_of_everything() {
    byHand(
        "OnlyFromAbroad",
        "{\"ArnLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::*:user/deploy\"},"
            + "\"NotIpAddress\":{\"aws:SourceIp\":\"203.0.113.0/24\"}}");
    assertThat(set(ONE, everything("deploy")).found()).isEmpty();
  }

  private void byHand(String name, String condition) {
    String text =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\","
            + "\"Resource\":\"*\",\"Condition\":"
            + condition
            + "}]}";
    String unique = name + "-" + UUID.randomUUID();
    String id =
        organization()
            .createPolicy(
                it ->
                    it.name(unique)
                        .description("by hand")
                        .type(PolicyType.SERVICE_CONTROL_POLICY)
                        .content(text))
            .policy()
            .policySummary()
            .id();
    organization().attachPolicy(it -> it.policyId(id).targetId(member()));
  }

  @Test
  void many_principals_of_several_incidents_share_one_policy() {
    set(ONE, everything("deploy"), everything("notyet-1"));
    set(OTHER, everything("build"));
    assertThat(texts())
        .singleElement()
        .asString()
        .contains("user/deploy", "user/notyet-1", "user/build");
  }

  @Test
  void once_a_new_key_is_there_what_older_sessions_do_stays_denied_from_the_same_moment_on() {
    set(ONE, everything("deploy"));
    assertThat(set(ONE, older("deploy")).changed()).isTrue();
    assertThat(texts())
        .singleElement()
        .asString()
        .contains("\"aws:TokenIssueTime\":\"2026-11-29T16:00:10Z\"");
    OuterControls later = new OuterControls(this::organization, () -> NOW.plusSeconds(600));
    assertThat(later.answer(request(Control.SET, ONE, older("deploy"))).changed()).isFalse();
  }

  @Test
  void lifting_takes_the_policy_away_and_may_be_done_twice() {
    set(ONE, everything("deploy"));
    lift(ONE, everything("deploy"));
    assertThat(texts()).isEmpty();
    assertThat(lift(ONE, everything("deploy")).changed()).isFalse();
    assertThat(set(ONE, everything("deploy")).changed()).as("the name is free again").isTrue();
  }

  @Test
  void one_incident_lets_nobody_go_whom_another_one_holds() {
    set(ONE, everything("deploy"));
    set(OTHER, everything("deploy"));
    lift(ONE, everything("deploy"));
    assertThat(texts()).singleElement().asString().contains("user/deploy");
    assertThat(set(OTHER, everything("deploy")).changed()).isFalse();
  }

  @Test
  void the_organizations_own_account_is_said_to_be_beyond_it() {
    OuterControlRequest own =
        new OuterControlRequest(
            Control.SET,
            ONE,
            management(),
            List.of(new OuterDenial("arn:*:iam::" + management() + ":user/deploy", true)));
    StepFailedException failed =
        catchThrowableOfType(StepFailedException.class, () -> controls().answer(own));
    assertThat(failed.code()).isEqualTo(FailureCode.MANAGEMENT_ACCOUNT);
  }
}
