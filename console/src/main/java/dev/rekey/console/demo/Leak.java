package dev.rekey.console.demo;

import dev.rekey.console.api.IncidentDeclaration;
import dev.rekey.console.api.IncidentDeclared;
import dev.rekey.console.api.IncidentLine;
import dev.rekey.console.api.IncidentStanding;
import dev.rekey.console.cli.DoorClient;
import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.model.credential.SecretId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The second act: the credential leaks, somebody abuses it, and the response cuts them off. */
final class Leak {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final DoorClient door;
  private final Timeline timeline;
  private final SecretId secret;
  private int told;

  Leak(DoorClient door, Timeline timeline, SecretId secret) {
    this.door = door;
    this.timeline = timeline;
    this.secret = secret;
  }

  /** Plays it; gives the seconds from the signal to the last refusal, if it came to that. */
  Optional<Double> play(OldLogin leaked) {
    timeline.chapter("The credential leaks");
    try (Connection intruder = leaked.logIn();
        Statement abuse = intruder.createStatement()) {
      abuse.execute("SELECT count(*) FROM pg_class");
      timeline.tell("abuse", "somebody is logged in as " + leaked.identity() + " and reads");
      IncidentStanding end = respond();
      timeline.tell("cut off", cutOff(abuse) ? "the intruder's session is gone" : "STILL THERE");
      Optional<String> refusal = leaked.refusal();
      timeline.tell(
          "proof",
          refusal
              .map(state -> "the leaked password is refused (SQLSTATE " + state + ")")
              .orElse("THE LEAKED PASSWORD IS NOT REFUSED"));
      return end.containedSeconds().filter(seconds -> refusal.isPresent());
    } catch (SQLException e) {
      throw new EnvironmentException("The demo's intruder was not let in");
    }
  }

  private IncidentStanding respond() {
    IncidentDeclaration declaration =
        new IncidentDeclaration(
            List.of(secret), "the password was seen in a log", Optional.empty(), Optional.empty());
    IncidentDeclared declared =
        door.post("/v1/incidents", Map.of(), declaration, IncidentDeclared.class);
    timeline.tell("declared", declared.id() + ": containment begins at once");
    long end = System.nanoTime() + PATIENCE.toNanos();
    Optional<IncidentStanding> seen = look(declared);
    while (seen.flatMap(IncidentStanding::recoveredSeconds).isEmpty() && System.nanoTime() < end) {
      Play.pause();
      seen = look(declared);
    }
    return told(
        seen.orElseThrow(
            () -> new EnvironmentException("The demo's incident is not in the ledger")));
  }

  private IncidentStanding told(IncidentStanding seen) {
    timeline.tell(
        "incident",
        "contained after "
            + seen.containedSeconds().map(String::valueOf).orElse("?")
            + " s, recovered after "
            + seen.recoveredSeconds().map(String::valueOf).orElse("?")
            + " s; open until its root cause is on record");
    return seen;
  }

  /** Nothing before its first line is written, which is a moment after it began. */
  private Optional<IncidentStanding> look(IncidentDeclared declared) {
    Optional<IncidentStanding> now =
        door.list("/v1/incidents", Map.of(), IncidentStanding.class).stream()
            .filter(one -> one.id().equals(declared.id()))
            .findFirst()
            .map(one -> door.get("/v1/incidents/" + one.id(), Map.of(), IncidentStanding.class));
    now.ifPresent(
        standing -> {
          standing.timeline().stream().skip(told).forEach(this::tell);
          told = standing.timeline().size();
        });
    return now;
  }

  private void tell(IncidentLine line) {
    timeline.tell(line.what(), line.text());
  }

  private static boolean cutOff(Statement abuse) {
    try {
      abuse.execute("SELECT 1");
      return false;
    } catch (SQLException gone) {
      return true;
    }
  }
}
