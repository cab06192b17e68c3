package dev.rekey.activities.rollover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.own.OwnAuthority;
import dev.rekey.activities.authority.succession.Succession;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.KeyType;
import dev.rekey.model.credential.SigningAuthority;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Living;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.rollover.RolloverPhase;
import dev.rekey.model.rollover.RolloverReply;
import dev.rekey.model.rollover.RolloverRequest;
import dev.rekey.model.rollover.TrustBundle;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a response does about an authority of Rekey's own whose key is in other hands. */
class AuthorityResponseTest {
  private static final LedgerDatabase DATABASE = new LedgerDatabase();

  private final LostWorld world = new LostWorld(DATABASE.ledger(), Map.of()).own("old").own("new");

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void it_stops_and_an_order_is_refused_by_the_name_and_at_the_authority() {
    assertThat(world.seen(ResponseCall.ENUMERATE).living())
        .extracting(Living::identity)
        .containsExactlyInAnyOrder("old", "old");
    assertThat(failed(ResponseCall.PROVE).code()).isEqualTo(FailureCode.STILL_ACCEPTED);
    assertThat(world.facts(ResponseCall.CONTAIN))
        .containsExactly(
            "nothing is certified as old any more at Rekey",
            "it was told to certify nothing any more at old");
    assertThat(world.standing().issuing()).isEmpty();
    assertThat(world.seen(ResponseCall.ENUMERATE).living()).isEmpty();
    assertThat(world.facts(ResponseCall.PROVE))
        .containsExactly(
            "an order as old was refused at Rekey",
            "a trial order at the authority itself was refused at old");
  }

  @Test
  void what_was_stopped_already_is_found_and_nobodys_work_and_what_goes_on_again_is_seen() {
    world.seen(ResponseCall.CONTAIN);
    CredentialAnswer.Seen again = world.seen(ResponseCall.CONTAIN);
    assertThat(again.facts()).isEmpty();
    assertThat(again.found()).hasSize(2);
    world.register("old").resume("old");
    assertThat(world.seen(ResponseCall.ENUMERATE).living())
        .extracting(Living::what)
        .containsExactly("certifies whoever may ask it");
    assertThat(failed(ResponseCall.PROVE).code()).isEqualTo(FailureCode.STILL_ACCEPTED);
    assertThat(world.facts(ResponseCall.CONTAIN)).hasSize(1);
    assertThat(world.facts(ResponseCall.PROVE)).hasSize(2);
  }

  @Test
  void it_stops_also_where_nobody_stands_by() {
    SigningAuthority alone =
        SigningAuthority.of("old", SigningAuthority.next("old"), Optional.empty(), List.of());
    assertThat(world.answer(ResponseCall.CONTAIN, alone)).isInstanceOf(CredentialAnswer.Seen.class);
    assertThat(world.standing().issuing()).isEmpty();
  }

  @Test
  void the_old_trust_is_not_removed_before_the_new_one_certifies() {
    world.seen(ResponseCall.CONTAIN);
    assertThatThrownBy(() -> world.enter(RolloverPhase.RETIRE_OLD))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("believed until");
    world.enter(RolloverPhase.TRUST_BOTH);
    assertThatThrownBy(() -> world.enter(RolloverPhase.RETIRE_OLD))
        .isInstanceOf(StepFailedException.class);
    world.enter(RolloverPhase.REISSUE);
    world.enter(RolloverPhase.RETIRE_OLD);
    assertThat(world.standing().members())
        .filteredOn(one -> one.believed())
        .extracting(one -> one.name())
        .containsExactly("new");
  }

  @Test
  void a_certificate_that_nobody_enrolled_is_named_and_the_trial_of_our_own_is_not() {
    world.seen(ResponseCall.CONTAIN);
    assertThat(world.seen(ResponseCall.HUNT).findings()).isEmpty();
    world.register("old").resume("old");
    CertificateChain unknown = issued("admin.example.org");
    assertThat(world.seen(ResponseCall.HUNT).findings())
        .extracting(Finding::what, Finding::identity)
        .containsExactly(
            tuple("certificate that nobody enrolled", unknown.serial() + " for admin.example.org"));
  }

  @Test
  void a_rollover_that_people_began_names_it_as_well() {
    world.enter(RolloverPhase.STOP_ISSUANCE);
    RolloverRequest question = new RolloverRequest.Strangers(LostWorld.order());
    assertThat(world.run(question)).isEqualTo(new RolloverReply.Strangers(List.of()));
    world.register("old").resume("old");
    CertificateChain unknown = issued("admin.example.org");
    assertThat(((RolloverReply.Strangers) world.run(question)).findings())
        .extracting(Finding::identity)
        .containsExactly(unknown.serial() + " for admin.example.org");
  }

  @Test
  void roots_that_somebody_took_the_old_one_out_of_are_put_back_and_it_is_said() {
    world.seen(ResponseCall.CONTAIN);
    world.enter(RolloverPhase.TRUST_BOTH);
    assertThat(world.seen(ResponseCall.ENUMERATE).findings()).isEmpty();
    VersionId hasty = new VersionId("hasty-00-0000-0000-0000-0000-000000000000");
    VersionId there = world.store.current(TrustBundle.of("old")).orElseThrow();
    world.store.stage(
        TrustBundle.of("old"),
        hasty,
        new Login(
            "roots", SecretValue.of("# nobody is to be believed any more, says somebody hasty\n")));
    world.store.promote(TrustBundle.of("old"), there, hasty);
    assertThat(world.seen(ResponseCall.ENUMERATE).findings())
        .extracting(Finding::what)
        .containsExactly("trust was missing in the roots that are delivered, and was put back");
    assertThat(world.seen(ResponseCall.ENUMERATE).findings()).isEmpty();
  }

  @Test
  void a_report_of_what_is_believed_no_more_names_nothing_that_lives() {
    String signer = CertificateChain.fingerprint(own().anchors().getFirst());
    assertThat(world.seen(ResponseCall.PROBE, signer).living()).hasSize(1);
    assertThat(world.seen(ResponseCall.PROBE, "00").living()).isEmpty();
    for (RolloverPhase phase : RolloverPhase.values()) {
      world.enter(phase);
    }
    assertThat(world.seen(ResponseCall.PROBE, signer).living()).isEmpty();
  }

  @Test
  void its_reach_says_what_nobody_knows_and_that_nobody_revokes_a_root() {
    assertThat(world.seen(ResponseCall.REACH).reach().orElseThrow().could())
        .contains("it is believed by shop")
        .anyMatch(one -> one.contains("pin"))
        .anyMatch(one -> one.contains("only re-configuring all clients helps"));
    assertThat(world.facts(ResponseCall.SNAPSHOT)).hasSize(3);
  }

  private CredentialAnswer.Failed failed(ResponseCall call) {
    return (CredentialAnswer.Failed) world.answer(call, LostWorld.OLD);
  }

  private OwnAuthority own() {
    Login login = new KnownAuthorities(world.store).of("old");
    Login single = Succession.of("old", login).member("old").orElseThrow().login();
    return new OwnAuthority("old", single, world.register("old"), LostWorld.CLOCK);
  }

  private CertificateChain issued(String name) {
    KeyPair keys = KeyPairs.make(KeyType.EC_P256);
    return own().issue(CertificateOrder.of(keys, List.of(name)));
  }
}
