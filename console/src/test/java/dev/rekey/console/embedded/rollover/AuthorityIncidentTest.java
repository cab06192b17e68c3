package dev.rekey.console.embedded.rollover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The compromise of an authority as an incident, with real servers, by the command line. */
class AuthorityIncidentTest extends AuthoritiesAtWork {
  private String incident = "";

  @Test
  void two_persons_stop_it_and_its_successor_certifies_before_its_trust_is_removed()
      throws IOException {
    strayCertificate();
    Path roots = folder.resolve("served/roots.pem");
    String before = Files.readString(roots);
    type("authority stand-by old --by new --first shop/tls");
    Files.writeString(roots, type("authority show new").out()); // somebody hasty
    incident = declared("incident declare --authority old --finding its-host-was-taken-over");
    awaitShown(out -> out.contains("stop-issuance-old"));
    assertThat(refused(act("approve", "stop-issuance-old"))).contains("second person");
    asBob(act("approve", "stop-issuance-old"));
    awaitShown(out -> out.contains("trust was removed too early"));
    Files.writeString(roots, before);
    awaitShown(out -> out.contains("believed again where it is to be"));
    awaitShown(out -> out.contains("remove-old-trust-old"));
    assertThat(issuer("web")).contains("CN=new");
    assertThat(issuer("shop")).contains("CN=new");
    assertThat(roots()).containsExactlyInAnyOrder(subject("old"), subject("new"));
    asBob(act("approve", "remove-old-trust-old"));
    awaitShown(out -> out.contains("new certifies as old, and nobody believes the old one"));
    assertThat(roots()).containsExactly(subject("new"));
    assertThat(type("incident report " + incident + " --format markdown").out())
        .contains("a trial order at the authority itself was refused")
        .contains("certificate that nobody enrolled")
        .contains("stray.example.org")
        .contains("only re-configuring all clients helps");
    rotate("web");
  }

  @Test
  void a_suspect_decides_nothing_and_a_name_that_is_not_known_is_said() throws IOException {
    type("authority stand-by old --by new");
    incident = declared("incident declare authority/old --finding seen");
    awaitShown(out -> out.contains("stop-issuance-old"));
    type("incident act " + incident + " suspect --about bob --text was-there");
    assertThat(typedByBob(act("approve", "stop-issuance-old")).exit()).isNotZero();
    assertThat(shown()).contains("stop-issuance-old");
    assertThat(refused("incident declare --authority nobody --finding seen"))
        .contains("No authority is known as nobody");
  }

  /** One that the authority certified, and that is under nobody's care. */
  private void strayCertificate() {
    type(
        "credential add-tls-certificate stray/tls --authority old --for stray.example.org"
            + " --owner erin --drain 0s");
    type("credential remove stray/tls --reason left-behind --yes");
  }

  private String declared(String words) {
    return type(words).out().strip().substring(0, "INC-0123456789AB".length());
  }

  private String act(String word, String about) {
    return "incident act " + incident + " " + word + " --about " + about + " --text seen";
  }

  private String shown() {
    return type("incident show " + incident).out();
  }

  private void awaitShown(Predicate<String> so) {
    await().atMost(PATIENCE).until(() -> typed("incident show " + incident).out(), so);
  }
}
