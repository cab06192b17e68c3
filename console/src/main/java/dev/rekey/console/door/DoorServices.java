package dev.rekey.console.door;

import dev.rekey.activities.consumer.Consumers;
import dev.rekey.activities.consumer.Delivery;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.activities.target.Targets;
import dev.rekey.console.door.access.DoorCalls;
import dev.rekey.console.door.access.Principals;
import dev.rekey.console.door.authority.AuthorityBook;
import dev.rekey.console.door.consumption.ConsumerRegistry;
import dev.rekey.console.door.consumption.CurrentVersions;
import dev.rekey.console.door.evidence.EvidenceBook;
import dev.rekey.console.door.exercise.ExerciseBook;
import dev.rekey.console.door.incident.IncidentControl;
import dev.rekey.console.door.intake.IntakePorts;
import dev.rekey.console.door.inventory.Inventory;
import dev.rekey.console.door.notice.NoticeControl;
import dev.rekey.console.door.rollover.RolloverControl;
import dev.rekey.console.door.rotation.ForceRequests;
import dev.rekey.console.door.rotation.RotationControl;
import dev.rekey.console.door.signal.EventTaking;
import dev.rekey.console.door.signal.OpenSignals;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.rollover.TrustBundle;
import java.time.Clock;

/**
 * Whom the door speaks to.
 *
 * @param principals who may knock
 * @param calls the record of every call
 * @param inventory what is enrolled
 * @param store where versions are
 * @param versions which of them are current
 * @param consumers who uses them
 * @param registry where consumers are registered
 * @param delivery how they are told
 * @param targets the systems that honour credentials
 * @param rotations what runs
 * @param forces the wishes to force
 * @param signals what waits for a person
 * @param events events of AWS that somebody hands over
 * @param incidents compromises and the responses to them
 * @param evidence what is proven
 * @param exercises exercises that were played, and what is open because of them
 * @param notices how people are told
 * @param intake who may report leaks, and how values are recognised
 * @param authorities who certifies keys
 * @param rollovers their rollovers
 * @param surroundings on what all this stands
 * @param clock the time
 */
public record DoorServices(
    Principals principals,
    DoorCalls calls,
    Inventory inventory,
    SecretStore store,
    CurrentVersions versions,
    Consumers consumers,
    ConsumerRegistry registry,
    Delivery delivery,
    Targets targets,
    RotationControl rotations,
    ForceRequests forces,
    OpenSignals signals,
    EventTaking events,
    IncidentControl incidents,
    EvidenceBook evidence,
    ExerciseBook exercises,
    NoticeControl notices,
    IntakePorts intake,
    AuthorityBook authorities,
    RolloverControl rollovers,
    Surroundings surroundings,
    Clock clock) {
  /** Somebody acknowledged a secret, or does not use it any more: what waits for that looks now. */
  public void lookAgain(SecretId secret) {
    TrustBundle.authorityOf(secret)
        .ifPresentOrElse(rollovers::lookAgain, () -> rotations.lookAgain(secret));
  }
}
