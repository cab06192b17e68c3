package dev.rekey.activities.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.inventory.Inventory;
import dev.rekey.activities.testing.Enrolments;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentReply;
import dev.rekey.model.incident.IncidentRequest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a function or a login of Rekey's own could have opened. */
class ServedTest {
  @AutoClose private final LedgerDatabase database = new LedgerDatabase();
  private final Incidents incidents = new Incidents(database.ledger());
  private final CredentialSpec orders = Enrolments.record("orders", Tier.HIGH).credential();

  @BeforeEach
  void two_credentials() {
    Inventory inventory = new Inventory(database.ledger());
    for (String name : List.of("orders", "reports")) {
      Enrolments.enrol(inventory, Enrolments.record(name, Tier.HIGH), Instant.now());
    }
  }

  @Test
  void a_function_serves_all_of_its_kind_that_no_incident_holds_already() {
    assertThat(served(List.of(orders.kind()))).containsExactly("orders", "reports");
    database.ledger().change("INSERT INTO rekey.incident (id) VALUES (?)", "INC-0123456789AB");
    incidents.run(
        new IncidentRequest.Hold(new IncidentId("INC-0123456789AB"), List.of(orders.secret())));
    assertThat(served(List.of(orders.kind()))).containsExactly("reports");
    assertThat(served(List.of("kms-key"))).isEmpty();
  }

  @Test
  void a_login_of_rekeys_own_serves_whatever_names_it_and_another_secret_is_none() {
    SecretId rotator = orders.rotatorSecret().orElseThrow();
    IncidentReply.Served answer = ask(List.of(), List.of(rotator, orders.secret()));
    assertThat(answer.logins()).containsExactly(rotator);
    assertThat(names(answer)).contains("orders");
    assertThat(ask(List.of(), List.of(orders.secret())).credentials()).isEmpty();
  }

  private List<String> served(List<String> kinds) {
    return names(ask(kinds, List.of()));
  }

  private static List<String> names(IncidentReply.Served answer) {
    return answer.credentials().stream().map(AtRisk::secret).map(SecretId::value).toList();
  }

  private IncidentReply.Served ask(List<String> kinds, List<SecretId> logins) {
    return (IncidentReply.Served) incidents.run(new IncidentRequest.Served(kinds, logins));
  }
}
