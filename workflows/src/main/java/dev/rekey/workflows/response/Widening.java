package dev.rekey.workflows.response;

import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.IncidentRequest;
import dev.rekey.model.incident.Living;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.trigger.Clue;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Where an opponent is known to have gone on, the response goes too. */
final class Widening {
  private final CaseFile file;
  private final Set<Clue> seen = new HashSet<>();
  private final BiConsumer<List<AtRisk>, ResponseMode> takeIn;
  private final IncidentActivities ledger = ResponseStubs.ledger();

  /**
   * Takes what to do.
   *
   * @param takeIn what is done with credentials, and in which mode
   */
  Widening(CaseFile file, BiConsumer<List<AtRisk>, ResponseMode> takeIn) {
    this.file = file;
    this.takeIn = takeIn;
  }

  /** What was read is replaced before it dies; a role that was assumed is in use already. */
  void follow(List<Clue> clues) {
    List<Clue> inUse =
        clues.stream().filter(clue -> clue instanceof Clue.Principal && seesUse()).toList();
    List<Clue> read = clues.stream().filter(clue -> !inUse.contains(clue)).toList();
    follow(inUse, file.mode());
    follow(read, ResponseMode.OVERLAP);
  }

  /** What could have been read is replaced before it dies, whether anybody read it or not. */
  void takeIn(List<AtRisk> inReach) {
    if (!inReach.isEmpty()) {
      takeIn.accept(inReach, ResponseMode.OVERLAP);
    }
  }

  /** Roles whose sessions are seen to act are in use too; whoever looks does not wait for it. */
  void goOn(List<Living> living) {
    List<Clue> roles =
        living.stream()
            .flatMap(one -> one.denial().stream())
            .flatMap(denial -> Clue.Principal.ofRole(denial.principal()).stream())
            .<Clue>map(role -> role)
            .filter(role -> !seen.contains(role) && seesUse())
            .toList();
    seen.addAll(roles);
    if (!roles.isEmpty()) {
      Async.procedure(() -> follow(roles, file.mode()));
    }
  }

  private void follow(List<Clue> clues, ResponseMode how) {
    List<AtRisk> wider =
        clues.isEmpty() ? List.of() : ledger.concerned(new IncidentRequest.Concerned(clues));
    if (!wider.isEmpty()) {
      takeIn.accept(wider, how);
    }
  }

  /** Responses that began before let roles that were assumed live beside their replacement. */
  private static boolean seesUse() {
    return Workflow.getVersion("roles-in-use", Workflow.DEFAULT_VERSION, 1) == 1;
  }
}
