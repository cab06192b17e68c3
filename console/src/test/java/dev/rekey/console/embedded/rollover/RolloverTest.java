package dev.rekey.console.embedded.rollover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** One authority in the place of another, with real servers and handshakes, by the command line. */
class RolloverTest extends AuthoritiesAtWork {
  @Test
  void two_certificates_move_to_the_new_authority_while_every_handshake_is_believed()
      throws IOException {
    String before = web.serial();
    assertThat(roots()).containsExactly(subject("old"));
    type("authority rollover start old --to new --reason it-ends");
    awaitState("asking");
    assertThat(web.serial()).isNotEqualTo(before);
    assertThat(issuer("web")).contains("CN=new");
    assertThat(issuer("shop")).contains("CN=new");
    assertThat(roots()).containsExactlyInAnyOrder(subject("old"), subject("new"));
    assertThat(refused("authority rollover approve old remove-old-trust --reason mine"))
        .contains("second person");
    assertThat(refused("authority rollover withdraw old --reason late"))
        .contains("only goes forward");

    asBob("authority rollover approve old remove-old-trust --reason nobody-needs-it");
    awaitState("done");
    assertThat(roots()).containsExactly(subject("new"));
    assertThat(type("authority rollover status old").out())
        .contains("everybody believes both authorities")
        .contains("nobody presents a certificate of the old authority")
        .contains("bob: agreed that the old authority is believed no more");
    rotate("web");
    assertThat(issuer("web")).contains("CN=new");
  }

  @Test
  void a_compromised_authority_stops_first_and_what_rekey_depends_on_is_replaced_first()
      throws IOException {
    type(
        "authority rollover start old --to new --reason taken-over --compromised --first shop/tls");
    awaitStatus("approve old stop-issuance");
    asBob("authority rollover approve old stop-issuance --reason seen-on-its-host");
    assertThat(refused("authority rollover withdraw old --reason a-mistake"))
        .contains("never gone back to");
    awaitStatus("approve old remove-old-trust");
    assertThat(issuer("web")).contains("CN=new");
    assertThat(issuer("shop")).contains("CN=new");
    asBob("authority rollover approve old remove-old-trust --reason nobody-needs-it");
    awaitState("done");
    assertThat(roots()).containsExactly(subject("new"));
    assertThat(type("authority rollover status old").out())
        .containsSubsequence(
            "nobody certifies anything by this name any more",
            "everybody believes both authorities",
            "shop/tls was re-issued",
            "web/tls was re-issued",
            "nobody presents a certificate of the old authority",
            "the old authority is a root");
  }
}
