package dev.rekey.console.embedded.wiring;

import dev.rekey.activities.inventory.AtRiskCredentials;
import dev.rekey.activities.rollover.LedgerRollovers;
import dev.rekey.console.api.PrincipalKind;
import dev.rekey.console.door.DoorServices;
import dev.rekey.console.door.Surroundings;
import dev.rekey.console.door.access.Principal;
import dev.rekey.console.door.access.Tokens;
import dev.rekey.console.door.evidence.EvidenceBook;
import dev.rekey.console.door.incident.IncidentControl;
import dev.rekey.console.door.intake.IntakePorts;
import dev.rekey.console.door.notice.NoticeControl;
import dev.rekey.console.door.rotation.RotationControl;
import dev.rekey.console.door.signal.EventTaking;
import dev.rekey.console.embedded.DataFolder;
import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.console.embedded.rollover.TemporalRollovers;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.AtRisk;
import io.temporal.client.WorkflowClient;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Gives the door whom it speaks to. */
public final class DoorWiring {
  /** The file with the token of the person who started the server. */
  public static final String TOKEN_FILE = "door.token";

  private DoorWiring() {}

  /** Wires the door's services. */
  public static DoorServices services(
      Foundation foundation,
      Equipment equipment,
      RotationControl rotations,
      EventTaking events,
      IncidentControl incidents,
      EvidenceBook evidence,
      NoticeControl notices,
      WorkflowClient client,
      boolean onOneMachine,
      Surroundings surroundings) {
    return new DoorServices(
        new EvidencedPrincipals(new LedgerPrincipals(foundation.ledger()), foundation.ledger()),
        new LedgerDoorCalls(foundation.ledger()),
        equipment.inventory(),
        foundation.store(),
        foundation.store()::current,
        foundation.consumers(),
        new LedgerConsumerRegistry(foundation.consumers()),
        equipment.delivery(),
        equipment.targets(),
        rotations,
        new LedgerForceRequests(foundation.ledger()),
        new LedgerOpenSignals(foundation.ledger()),
        events,
        incidents,
        evidence,
        new LedgerExercises(foundation.ledger()),
        notices,
        intake(foundation),
        StoredAuthorities.of(foundation, onOneMachine),
        new TemporalRollovers(client, new LedgerRollovers(foundation.ledger())),
        surroundings,
        Clock.systemUTC());
  }

  private static IntakePorts intake(Foundation foundation) {
    AtRiskCredentials credentials = new AtRiskCredentials(foundation.ledger());
    return new IntakePorts(
        new LedgerIntakeSources(foundation.ledger()),
        foundation.store().fingerprinter()::of,
        clues -> credentials.of(clues).stream().map(AtRisk::secret).toList());
  }

  /** Which rotations may run: one that fails at its first look has not told the ledger yet. */
  public static List<SecretId> open(Foundation foundation) {
    return foundation
        .ledger()
        .all(
            """
            SELECT secret FROM rekey.credential
            UNION SELECT secret FROM rekey.rotation WHERE ended_at IS NULL\
            """,
            row -> new SecretId(row.text("secret")));
  }

  /**
   * Makes sure that the person who runs the server can knock: their token is in the data folder.
   *
   * @throws EnvironmentException if their name belongs to somebody else
   */
  public static void letOwnerIn(DataFolder folder, Foundation foundation) {
    LedgerPrincipals principals = new LedgerPrincipals(foundation.ledger());
    Principal owner =
        new Principal(System.getProperty("user.name"), PrincipalKind.PERSON, Optional.empty());
    String hash = Tokens.hash(folder.text(TOKEN_FILE, Tokens::fresh));
    boolean known = principals.byTokenHash(hash).filter(owner::equals).isPresent();
    if (!known && !principals.letIn(owner, hash, Instant.now())) {
      throw new EnvironmentException(
          "The ledger knows " + owner.name() + " as another kind of principal");
    }
  }
}
