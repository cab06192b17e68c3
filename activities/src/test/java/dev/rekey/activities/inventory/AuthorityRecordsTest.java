package dev.rekey.activities.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.own.InMemoryRegister;
import dev.rekey.activities.authority.own.OwnAuthority;
import dev.rekey.activities.incident.Incidents;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.SigningAuthority;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.IncidentReply;
import dev.rekey.model.incident.IncidentRequest;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.trigger.Clue;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose authority a report means, and who takes its place. */
class AuthorityRecordsTest {
  private static final LedgerDatabase DATABASE = new LedgerDatabase();

  private final AuthorityRecords records = new AuthorityRecords(DATABASE.ledger());
  private final String edge = "edge-" + UUID.randomUUID();
  private X509Certificate signer;

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void know() {
    InstantSource clock = InstantSource.system();
    signer =
        new OwnAuthority(
                edge,
                OwnAuthority.make(edge, URI.create("http://127.0.0.1:1"), clock),
                new InMemoryRegister(),
                clock)
            .anchors()
            .getFirst();
    records.known(edge, List.of(signer), "erin", Instant.EPOCH);
  }

  private List<AtRisk> meant(Clue clue) {
    return new AtRiskCredentials(DATABASE.ledger()).of(List.of(clue));
  }

  private static SigningAuthority plan(AtRisk one) {
    return (SigningAuthority) one.credential();
  }

  @Test
  void a_name_a_serial_number_and_a_fingerprint_mean_the_authority() {
    AtRisk named = meant(new Clue.Secret("authority/" + edge)).getFirst();
    assertThat(named.secret()).isEqualTo(new SecretId("authority/" + edge));
    assertThat(named.recovery().owner()).isEqualTo("erin");
    assertThat(named.recovery().tier()).isEqualTo(Tier.CRITICAL);
    assertThat(named.values()).isEmpty();
    assertThat(plan(named).successor()).isEqualTo(edge + "-next");
    String fingerprint = CertificateChain.fingerprint(signer);
    assertThat(meant(new Clue.Certificate(CertificateChain.serial(signer))))
        .singleElement()
        .satisfies(one -> assertThat(one.values()).containsExactly(fingerprint));
    assertThat(meant(new Clue.Certificate(fingerprint.toUpperCase(Locale.ROOT)))).hasSize(1);
    assertThat(meant(new Clue.Secret("authority/nobody"))).isEmpty();
    assertThat(meant(new Clue.Certificate("abcdef"))).isEmpty();
  }

  @Test
  void who_stands_by_takes_its_place_and_whoever_took_it_before_does_not_do_so_again() {
    records.standBy(
        SigningAuthority.of(
            edge, edge + "-2027", Optional.of("root"), List.of(new SecretId("rekey/tls"))),
        "omar",
        Instant.EPOCH);
    SigningAuthority plan = plan(meant(new Clue.Secret("authority/" + edge)).getFirst());
    assertThat(plan)
        .extracting(SigningAuthority::successor, SigningAuthority::parent, SigningAuthority::first)
        .containsExactly(edge + "-2027", Optional.of("root"), List.of(new SecretId("rekey/tls")));
    DATABASE
        .ledger()
        .change(
            """
            INSERT INTO rekey.rollover (id, authority, started_at, lines, standing)
            VALUES (?, ?, now(), 1, ?::jsonb)\
            """,
            edge,
            edge,
            "{\"order\": {\"successor\": \"" + edge + "-2027\"}, \"state\": \"DONE\"}");
    assertThat(plan(meant(new Clue.Secret("authority/" + edge + "-2027")).getFirst()))
        .isEqualTo(
            SigningAuthority.of(
                edge,
                edge + "-2027-next",
                Optional.of("root"),
                List.of(new SecretId("rekey/tls"))));
  }

  @Test
  void a_report_of_its_certificate_opens_an_incident_that_holds_it() {
    CompromiseReport report =
        new CompromiseReport(
            "siem/1",
            new ReportSource.Detector("siem"),
            "its host was taken over",
            Optional.empty(),
            Instant.EPOCH,
            List.of(),
            List.of(new Clue.Certificate(CertificateChain.serial(signer))),
            Optional.empty());
    IncidentReply.Opened opened =
        (IncidentReply.Opened)
            new Incidents(DATABASE.ledger())
                .run(new IncidentRequest.Open(report, Optional.empty()));
    assertThat(opened.report().atRisk()).hasSize(1);
    assertThat(
            new Incidents(DATABASE.ledger())
                .run(new IncidentRequest.Concerned(List.of(new Clue.Secret("authority/" + edge)))))
        .isEqualTo(new IncidentReply.Known(List.of()));
  }
}
