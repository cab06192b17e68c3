package dev.rekey.activities.aws.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.testing.Striking;
import dev.rekey.model.FailureCode;
import dev.rekey.model.incident.OuterControlRequest;
import dev.rekey.model.incident.OuterControlRequest.Control;
import dev.rekey.model.incident.OuterDenial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

/** In memory, with AWS's limits, its throttling and its lost replies. */
class OuterControlsTest extends OuterControlsContract {
  private static final String MEMBER = "123456789012";

  /** More than any change calls. */
  private static final int CALLS = 10;

  private final InMemoryOrganization organization = new InMemoryOrganization(MEMBER);

  @Override
  OrganizationsClient organization() {
    return organization;
  }

  @Override
  String member() {
    return MEMBER;
  }

  @Override
  String management() {
    return InMemoryOrganization.MANAGEMENT;
  }

  @Test
  void what_does_not_fit_into_one_policy_goes_into_the_next() {
    OuterDenial[] many = users(150);
    set(ONE, many);
    assertThat(organization.at(MEMBER)).hasSizeBetween(2, 3);
    for (OuterDenial one : many) {
      assertThat(organization.at(MEMBER)).anyMatch(text -> text.contains(one.principal() + '"'));
    }
    assertThat(set(ONE, many).changed()).isFalse();
    lift(ONE, many);
    assertThat(organization.policies()).isZero();
  }

  @Test
  void nobody_is_let_go_while_he_moves_to_another_policy() {
    OuterDenial[] many = users(150);
    set(ONE, many);
    List<Boolean> held = new ArrayList<>();
    OrganizationsClient watched =
        Striking.around(
            OrganizationsClient.class,
            organization,
            after(() -> held.add(organization.at(MEMBER).toString().contains("user/number-0\""))));
    new OuterControls(() -> watched, () -> NOW)
        .answer(request(Control.SET, ONE, older("number-0")));
    assertThat(held).isNotEmpty().doesNotContain(false);
  }

  @Test
  void an_account_with_five_policies_has_no_room_and_says_so() {
    for (int other = 0; other < 4; other++) {
      organization.foreign(MEMBER, "Guardrail-" + other);
    }
    assertThat(tried(organization)).contains(FailureCode.QUOTA_REACHED);
    organization.strip(MEMBER);
    assertThat(set(ONE, everything("deploy")).changed()).as("the one left behind").isTrue();
    assertThat(organization.at(MEMBER)).hasSize(1);
  }

  @Test
  void what_a_crash_left_behind_denies_nobody_of_another_incident_when_its_name_is_used_again() {
    set(OTHER, everything("old"));
    organization.strip(MEMBER);
    set(ONE, everything("deploy"));
    assertThat(organization.at(MEMBER))
        .singleElement()
        .asString()
        .contains("user/deploy")
        .doesNotContain("user/old");
  }

  @Test
  void a_policy_that_another_hand_took_away_or_emptied_is_set_again() {
    set(ONE, everything("deploy"));
    organization.strip(MEMBER);
    assertThat(set(ONE, everything("deploy")).changed()).isTrue();
    organization.updatePolicy(
        it ->
            it.policyId(ours())
                .content(
                    texts().getFirst().replace("\"Effect\":\"Deny\"", "\"Effect\":\"Allow\"")));
    assertThat(set(ONE, everything("deploy")).changed()).isTrue();
    assertThat(texts()).singleElement().asString().contains("\"Deny\"").doesNotContain("Allow");
  }

  @Test
  void what_somebody_else_wrote_into_the_policy_stays() {
    set(ONE, everything("deploy"));
    String more =
        "{\"Sid\":\"Theirs\",\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"*\"},";
    organization.updatePolicy(
        it -> it.policyId(ours()).content(texts().getFirst().replace("[{", "[" + more + "{")));
    set(ONE, everything("deploy"), everything("second"));
    lift(ONE, everything("deploy"), everything("second"));
    assertThat(texts()).singleElement().asString().contains("Theirs").doesNotContain("user/");
  }

  @Test
  void an_account_of_another_organization_is_said_to_be_beyond_it() {
    OuterDenial far = new OuterDenial("arn:aws:iam::111111111111:role/far", true);
    StepFailedException failed =
        catchThrowableOfType(
            StepFailedException.class,
            () ->
                controls()
                    .answer(
                        new OuterControlRequest(Control.SET, ONE, "111111111111", List.of(far))));
    assertThat(failed.code()).isEqualTo(FailureCode.NO_OUTER_CONTROL);
    assertThat(failed.reason()).contains("another Organization");
  }

  @ParameterizedTest
  @CsvSource({
    "TooManyRequestsException, 429, THROTTLED",
    "ConcurrentModificationException, 409, ",
    "AccessDeniedException, 403, PERMISSION_DENIED",
    "ServiceException, 500, "
  })
  void a_failure_at_any_call_is_classified_or_healed_and_the_next_try_holds(
      String error, int status, FailureCode code) {
    for (int call = 0; call < CALLS; call++) {
      for (boolean done : List.of(false, true)) {
        InMemoryOrganization fresh = new InMemoryOrganization(MEMBER);
        OrganizationsClient failing =
            Striking.around(OrganizationsClient.class, fresh, once(call, done, error, status));
        Optional<FailureCode> failed = tried(failing);
        failed.ifPresent(
            it -> assertThat(it).isEqualTo(code == null ? FailureCode.TARGET_UNAVAILABLE : code));
        assertThat(tried(fresh)).isEmpty();
        assertThat(fresh.at(MEMBER))
            .as("call " + call)
            .singleElement()
            .asString()
            .contains("user/");
        assertThat(fresh.policies()).isOne();
      }
    }
  }

  private Optional<FailureCode> tried(OrganizationsClient client) {
    try {
      new OuterControls(() -> client, () -> NOW)
          .answer(request(Control.SET, ONE, everything("deploy")));
      return Optional.empty();
    } catch (StepFailedException e) {
      return Optional.of(e.code());
    }
  }

  @Test
  void what_somebody_else_overwrote_who_wrote_at_the_same_time_is_written_again() {
    set(ONE, everything("first"));
    String read = texts().getFirst();
    boolean[] written = {false};
    OrganizationsClient raced =
        Striking.around(
            OrganizationsClient.class,
            organization,
            new Striking.Fault() {
              @Override
              public void before(String call) {}

              @Override
              public void after(String call) {
                if (call.endsWith("updatePolicy") && !written[0]) {
                  written[0] = true;
                  organization.updatePolicy(it -> it.policyId(ours()).content(read));
                }
              }
            });
    new OuterControls(() -> raced, () -> NOW)
        .answer(request(Control.SET, ONE, everything("second")));
    assertThat(texts()).singleElement().asString().contains("user/first", "user/second");
  }

  private String ours() {
    return organization.listPoliciesForTarget(it -> it.targetId(MEMBER)).policies().getFirst().id();
  }

  private OuterDenial[] users(int count) {
    OuterDenial[] users = new OuterDenial[count];
    for (int number = 0; number < count; number++) {
      users[number] = everything("number-" + number);
    }
    return users;
  }

  private static Striking.Fault after(Runnable look) {
    return new Striking.Fault() {
      @Override
      public void before(String call) {}

      @Override
      public void after(String call) {
        look.run();
      }
    };
  }

  private static Striking.Fault once(int at, boolean done, String error, int status) {
    return new Striking.Fault() {
      private int calls;

      @Override
      public void before(String call) {
        strike(call, !done);
      }

      @Override
      public void after(String call) {
        strike(call, done);
      }

      private void strike(String call, boolean now) {
        if (now && !call.endsWith(".serviceClientConfiguration") && calls++ == at) {
          throw InMemoryOrganization.refused(error, status);
        }
      }
    };
  }
}
