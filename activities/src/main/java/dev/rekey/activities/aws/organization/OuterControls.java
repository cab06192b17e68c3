package dev.rekey.activities.aws.organization;

import dev.rekey.activities.StepFailedException;
import dev.rekey.model.FailureCode;
import dev.rekey.model.incident.OuterControlReply;
import dev.rekey.model.incident.OuterControlRequest;
import dev.rekey.model.incident.OuterControlRequest.Control;
import dev.rekey.model.incident.OuterDenial;
import dev.rekey.model.rotation.Fact;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.PolicySummary;

/**
 * Denies principals from outside their account, by service control policies of our own that are
 * attached to it. Policies have no compare-and-set, so they are read again after they were written,
 * until they say what was asked for; whoever wrote at the same time does the same.
 */
public final class OuterControls {
  /** With the account's number and a number of its own, the name of each of our policies. */
  static final String NAME = "RekeyOuterControl-";

  /** Of reading and writing, before somebody else's writing is taken for a quarrel. */
  private static final int ROUNDS = 4;

  /** Until then sessions may be issued by what does not see the change yet. */
  private static final Duration SETTLING = Duration.ofSeconds(10);

  private final Function<String, Organization> open;
  private final InstantSource clock;

  /**
   * Takes the Organization and a clock.
   *
   * @param client as somebody who may write its policies
   */
  public OuterControls(Supplier<OrganizationsClient> client, InstantSource clock) {
    this.open = account -> new Organization(client, account);
    this.clock = clock;
  }

  /**
   * Does what is asked for.
   *
   * @throws StepFailedException classified; after a retryable one it is unknown what is so
   */
  public OuterControlReply.Stands answer(OuterControlRequest request) {
    if (!request.denials().stream().allMatch(it -> it.account().equals(request.account()))) {
      throw new StepFailedException(FailureCode.BAD_REQUEST, "A principal is another account's");
    }
    Organization organization = open.apply(request.account());
    if (organization.managementAccount().equals(request.account())) {
      throw new StepFailedException(
          FailureCode.MANAGEMENT_ACCOUNT,
          "the account "
              + request.account()
              + " is the Organization's own, which no service control policy reaches");
    }
    return written(organization, request);
  }

  private OuterControlReply.Stands written(Organization organization, OuterControlRequest request) {
    Instant moment = clock.instant().plus(SETTLING);
    List<PolicySummary> before = new ArrayList<>();
    Optional<StepFailedException> busy = Optional.empty();
    for (int round = 0; round < ROUNDS; round++) {
      List<PolicySummary> attached = organization.attached();
      Plan plan = plan(organization, attached, request, moment);
      List<ControlPolicy> changes = plan.changes();
      if (changes.isEmpty()) {
        return stands(organization, request, plan, before);
      }
      if (round == 0) {
        before.addAll(attached);
      }
      busy = tried(organization, changes);
    }
    throw busy.orElseGet(
        () ->
            new StepFailedException(
                FailureCode.TARGET_UNAVAILABLE,
                "Somebody else changes the policies of the account " + request.account()));
  }

  /** What can heal by itself is looked at again at once. */
  private static Optional<StepFailedException> tried(
      Organization organization, List<ControlPolicy> changes) {
    try {
      changes.forEach(change -> apply(organization, change));
      return Optional.empty();
    } catch (StepFailedException e) {
      if (e.code() != FailureCode.TARGET_UNAVAILABLE) {
        throw e;
      }
      return Optional.of(e);
    }
  }

  private static void apply(Organization organization, ControlPolicy change) {
    String text = change.wanted().text();
    if (change.wanted().isEmpty()) {
      change.id().ifPresent(organization::drop);
    } else if (change.id().isPresent()) {
      organization.write(change.id().get(), text);
    } else {
      organization.attach(organization.make(change.name(), text));
    }
  }

  private static Plan plan(
      Organization organization,
      List<PolicySummary> attached,
      OuterControlRequest request,
      Instant moment) {
    String prefix = NAME + request.account() + "-";
    List<ControlPolicy> ours =
        attached.stream()
            .filter(it -> it.name().startsWith(prefix))
            .map(it -> ControlPolicy.there(it.name(), it.id(), organization.text(it.id())))
            .toList();
    Plan plan = new Plan(prefix, request.incident(), ours);
    for (OuterDenial denial : request.denials()) {
      switch (request.control()) {
        case SET -> plan.deny(denial, moment);
        case LIFT -> plan.lift(denial.principal());
      }
    }
    return plan;
  }

  private OuterControlReply.Stands stands(
      Organization organization,
      OuterControlRequest request,
      Plan plan,
      List<PolicySummary> before) {
    List<Fact> facts = new ArrayList<>();
    String where = organization.place();
    Instant now = clock.instant();
    String how =
        switch (request.control()) {
          case SET -> " by " + String.join(", ", plan.holding(request.denials()));
          case LIFT -> "";
        };
    request.denials().forEach(it -> facts.add(new Fact(words(request, it) + how, where, now)));
    if (!before.isEmpty()) {
      facts.add(
          new Fact(
              "service control policies of the account before: "
                  + before.stream().map(PolicySummary::name).collect(Collectors.joining(", ")),
              where,
              now));
    }
    return new OuterControlReply.Stands(
        !before.isEmpty(), facts, found(organization, request, before, new Moment(where, now)));
  }

  private record Moment(String where, Instant at) {}

  /** What policies that are not ours had denied before; one that cannot be read says nothing. */
  private static List<Fact> found(
      Organization organization,
      OuterControlRequest request,
      List<PolicySummary> before,
      Moment moment) {
    List<Fact> found = new ArrayList<>();
    for (PolicySummary one : request.control() == Control.SET ? before : List.<PolicySummary>of()) {
      if (!one.name().startsWith(NAME) && !Boolean.TRUE.equals(one.awsManaged())) {
        read(organization, one.id()).stream()
            .flatMap(
                text -> request.denials().stream().filter(it -> text.deniesAllOf(it.principal())))
            .map(it -> "everything was denied to " + it.principal() + " already by " + one.name())
            .map(what -> new Fact(what, moment.where(), moment.at()))
            .forEach(found::add);
      }
    }
    return found;
  }

  private static Optional<ForeignControl> read(Organization organization, String id) {
    try {
      return Optional.of(new ForeignControl(organization.text(id)));
    } catch (StepFailedException e) {
      return Optional.empty();
    }
  }

  private static String words(OuterControlRequest request, OuterDenial denial) {
    return switch (request.control()) {
      case SET ->
          (denial.everything() ? "everything" : "what older sessions do")
              + " is denied to "
              + denial.principal()
              + " from outside the account";
      case LIFT -> "nothing is denied to " + denial.principal() + " from outside any more";
    };
  }
}
