package dev.rekey.workflows.response;

import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.IncidentView.State;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.OuterControlReply;
import dev.rekey.model.incident.OuterControlRequest;
import dev.rekey.model.incident.OuterControlRequest.Control;
import dev.rekey.model.incident.OuterDenial;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.incident.TimelineEntry.Kind;
import dev.rekey.model.rotation.Fact;
import dev.rekey.workflows.CallFailure;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What principals of AWS are denied from outside their account. It runs beside the containment
 * within it: nothing there waits for it, and what does not come of it is told. One call at a time
 * for each account, since each says all that is denied there.
 */
final class OuterControl {
  private static final Set<FailureCode> NEVER =
      Set.of(FailureCode.NO_OUTER_CONTROL, FailureCode.MANAGEMENT_ACCOUNT);

  private final CaseFile file;
  private final Journal journal;
  private final Announcements people;
  private final OuterControlActivities organization = ResponseStubs.outerControl();
  private final Set<Member> asked = new LinkedHashSet<>();
  private final Set<String> busy = new HashSet<>();
  private final Set<String> again = new HashSet<>();
  private final Set<String> never = new HashSet<>();
  private final Set<String> told = new HashSet<>();
  private final ForeignDenials foreign;
  private final Map<String, Set<OuterDenial>> standing = new HashMap<>();
  private boolean gone;

  OuterControl(CaseFile file, Journal journal, Announcements people) {
    this.file = file;
    this.journal = journal;
    this.people = people;
    foreign = new ForeignDenials(journal);
  }

  /**
   * Sets it for these, or sees that it still stands; in the background, and not once it is over.
   */
  void set(ResponseStep step, List<Member> members) {
    List<Member> those = members.stream().filter(one -> !one.outerDenials().isEmpty()).toList();
    if (file.over() || those.isEmpty() || !isKnown()) {
      return;
    }
    asked.addAll(those);
    for (String account : accounts(those)) {
      again.add(account);
      if (busy.add(account)) {
        Async.procedure(this::setAll, step, account);
      }
    }
  }

  /** Responses that began without it go on without it. */
  private static boolean isKnown() {
    return Workflow.getVersion("outer-control", Workflow.DEFAULT_VERSION, 1)
        != Workflow.DEFAULT_VERSION;
  }

  private void setAll(ResponseStep step, String account) {
    while (again.remove(account)) {
      set(step, account);
    }
    busy.remove(account);
  }

  private boolean set(ResponseStep step, String account) {
    List<Member> all = List.copyOf(asked);
    return ask(step, account, Control.SET, all, denials(account, all));
  }

  /** Whether it is as it was asked for, or can never be. */
  private boolean ask(
      ResponseStep step,
      String account,
      Control control,
      List<Member> members,
      List<OuterDenial> denials) {
    if (never.contains(account) || denials.isEmpty()) {
      return true;
    }
    try {
      seen(
          step,
          members,
          control,
          denials,
          organization.control(new OuterControlRequest(control, file.id(), account, denials)));
      told.remove(account);
      return true;
    } catch (ActivityFailure failure) {
      CallFailure known = CallFailure.of(failure.getCause());
      if (NEVER.contains(known.code())) {
        never.add(account);
      }
      if (told.add(account)) {
        tell(account, known);
      }
      return never.contains(account);
    }
  }

  private static List<OuterDenial> denials(String account, List<Member> members) {
    return members.stream()
        .flatMap(one -> one.outerDenials().stream())
        .filter(one -> one.account().equals(account))
        .distinct()
        .toList();
  }

  private void seen(
      ResponseStep step,
      List<Member> members,
      Control control,
      List<OuterDenial> denials,
      OuterControlReply.Stands stands) {
    Set<OuterDenial> before =
        standing.computeIfAbsent(denials.getFirst().account(), a -> new HashSet<>());
    boolean stood = control == Control.SET && before.containsAll(denials);
    before.clear();
    if (control == Control.SET) {
      before.addAll(denials);
    }
    if (stands.changed()) {
      gone |= stood;
      Map<SecretId, List<Fact>> facts = Journal.about(members);
      facts.replaceAll((secret, none) -> stands.facts());
      journal.step(step, facts, words(control, stood));
    }
    foreign.tell(step, members, stands.found());
  }

  private static String words(Control control, boolean stood) {
    return switch (control) {
      case SET ->
          stood ? "the outer control was gone, and is set again" : "the outer control is set";
      case LIFT -> "the outer control is lifted";
    };
  }

  private void tell(String account, CallFailure known) {
    boolean none = never.contains(account);
    String reason = known.code() + ", " + known.reason();
    journal.note(
        Kind.FAILURE,
        TimelineEntry.REKEY,
        (none ? "no outer control was set: " : "whether an outer control stands is not known: ")
            + reason
            + ". Whoever may change IAM in the account "
            + account
            + ", its own administrators too, can undo what was contained there",
        List.of());
    if (known.code() == FailureCode.MANAGEMENT_ACCOUNT
        && file.firstTime(Milestone.NO_OUTER_CONTROL)) {
      people.reach(
          Milestone.NO_OUTER_CONTROL,
          "The account " + account + " is the Organization's own: nothing is above it.",
          "Call whoever holds its root user, and isolate the account.");
    }
  }

  /** Whether it was found gone since somebody asked, though it had stood; it is set again. */
  boolean wasGone() {
    boolean was = gone;
    gone = false;
    return was;
  }

  /**
   * Before a new version is used: from now on only what older sessions do is denied. That comes
   * before the new version, or its users would be denied everything.
   *
   * @return those of whom nobody knows whether it is so
   */
  Set<Member> narrow(List<Member> members) {
    Set<Member> stuck = new LinkedHashSet<>();
    List<Member> denied = members.stream().filter(asked::contains).toList();
    denied.forEach(Member::narrow);
    for (String account : accounts(denied)) {
      Workflow.await(() -> !busy.contains(account));
      if (!set(ResponseStep.RECOVER, account)) {
        stuck.addAll(denied);
      }
    }
    return stuck;
  }

  /**
   * At the end: who has a new version, or was never in other hands, is denied nothing any more. Who
   * has none, or was made by the opponent, stays denied, and that is told.
   */
  void lift() {
    Workflow.await(busy::isEmpty);
    boolean harmless = file.state() == State.DISMISSED;
    List<String> held = new ArrayList<>();
    for (String account : accounts(List.copyOf(asked))) {
      List<OuterDenial> free = new ArrayList<>();
      for (Member one : asked) {
        boolean replaced = one.recovered().isPresent();
        denials(account, List.of(one)).stream()
            .filter(it -> harmless || (replaced && !it.everything()))
            .forEach(free::add);
      }
      ask(ResponseStep.REVIEW, account, Control.LIFT, List.copyOf(asked), free);
      denials(account, List.copyOf(asked)).stream()
          .filter(it -> !free.contains(it) && !never.contains(account))
          .forEach(it -> held.add(it.principal()));
    }
    tellWhoStays(held);
  }

  private void tellWhoStays(List<String> held) {
    if (!held.isEmpty()) {
      journal.step(
          ResponseStep.REVIEW,
          Journal.about(List.copyOf(asked)),
          "stays denied from outside, for nothing replaced it: "
              + String.join(", ", held)
              + "; take it out of the policy by hand once it is harmless");
    }
  }

  private static Set<String> accounts(List<Member> members) {
    Set<String> accounts = new LinkedHashSet<>();
    members.forEach(one -> one.outerDenials().forEach(it -> accounts.add(it.account())));
    return accounts;
  }
}
