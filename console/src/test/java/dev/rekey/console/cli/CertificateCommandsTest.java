package dev.rekey.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.console.api.CertificatesFound;
import dev.rekey.console.api.Status;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.CertificateFlaw;
import dev.rekey.model.inventory.Expiry;
import dev.rekey.model.inventory.FoundCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands say of certificates. */
class CertificateCommandsTest {
  @TempDir Path folder;

  private final FakeDoor door = new FakeDoor();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void certificates_are_looked_for_where_a_person_says() throws IOException {
    Path list = Files.writeString(folder.resolve("edges"), "# edges\nweb:443\n\n");
    FoundCertificate known = Samples.certificate("www.example.org", List.of());
    FoundCertificate stranger =
        Samples.certificate(
            "old.example.org",
            List.of(CertificateFlaw.UNKNOWN_CERTIFICATE, CertificateFlaw.SHARED_KEY));
    door.on(
        "POST /v1/certificates/searches",
        200,
        new CertificatesFound(List.of(known, stranger), List.of("web:443 is silent"), false));
    Typed typed = type("credential", "discover", "--endpoint-file", list.toString());
    assertThat(door.bodyOf("POST /v1/certificates/searches"))
        .contains("\"endpoints\":[\"web:443\"]");
    assertThat(typed.out())
        .contains("www.example.org", "another certificate has the same key", "web:443 is silent");
    assertThat(type("credential", "discover", "--new", "--issued-by", "own").out())
        .contains("old.example.org")
        .doesNotContain("www.example.org");
  }

  @Test
  void status_can_fail_on_a_breach_and_names_certificates_that_end() {
    Expiry ending =
        new Expiry(
            new SecretId("web/tls"),
            "erin",
            new VersionId("22222222-2222-4222-8222-222222222222"),
            Instant.now().plus(Duration.ofHours(50)),
            "the last try ended at noon: ORDER_REFUSED");
    door.on(
        "GET /v1/status",
        200,
        new Status(
            10,
            2,
            1,
            0,
            0,
            0,
            0,
            0,
            new Status.Remediations(0, 0),
            List.of(),
            List.of(ending),
            List.of("on-call"),
            90.0,
            "dev server",
            false));
    assertThat(type("status").exit()).isZero();
    Typed typed = type("status", "--fail-on-breach");
    assertThat(typed.exit()).isEqualTo(1);
    assertThat(typed.out())
        .contains("90.0 %", "breached 1", "NOT durable")
        .contains("certificate of web/tls ends ", "(in 2 d 1 h)", "(owner erin)", "ORDER_REFUSED");
  }

  private Typed type(String... words) {
    return Typed.at(door, folder, words);
  }
}
