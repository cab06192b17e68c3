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
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an opponent is known to have gone on, the response goes too. */
final class Widening {
  private static final Pattern ROLE =
      Pattern.compile("arn:aws[a-z-]*:iam::([0-9]{12}):role/(?:.*/)?([^/]+)");

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

  /** Roles whose sessions are seen to act are in use too; whoever looks does not wait for it. */
  void goOn(List<Living> living) {
    List<Clue> roles =
        living.stream()
            .flatMap(one -> one.denial().stream())
            .flatMap(denial -> principal(denial.principal()).stream())
            .filter(role -> !seen.contains(role) && seesUse())
            .toList();
    seen.addAll(roles);
    if (!roles.isEmpty()) {
      Async.procedure(() -> follow(roles, file.mode()));
    }
  }

  private static Optional<Clue> principal(String arn) {
    Matcher role = ROLE.matcher(arn);
    return role.matches()
        ? Optional.of(new Clue.Principal(role.group(1), "role/" + role.group(2)))
        : Optional.empty();
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
