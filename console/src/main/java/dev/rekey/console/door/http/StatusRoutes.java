package dev.rekey.console.door.http;

import dev.rekey.console.api.CredentialState;
import dev.rekey.console.api.CredentialView;
import dev.rekey.console.api.IntakeView;
import dev.rekey.console.api.RemediationView;
import dev.rekey.console.api.RotationHistory;
import dev.rekey.console.api.RunningRotation;
import dev.rekey.console.api.Status;
import dev.rekey.console.door.DoorServices;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.Surroundings;
import dev.rekey.console.door.intake.IntakeDesk;
import dev.rekey.model.Word;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.rotation.RotationState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The installation in numbers, and what happened. */
@RestController
final class StatusRoutes {
  private static final int MOST = 1_000;
  private static final int MOST_STANDING = 20;
  private static final String NO_ANSWER = " (gives no answer: what stands still is not known)";

  private final DoorServices services;
  private final CredentialViews views;
  private final IntakeDesk intake;

  StatusRoutes(DoorServices services, CredentialViews views, IntakeDesk intake) {
    this.services = services;
    this.views = views;
    this.intake = intake;
  }

  @GetMapping("/v1/status")
  Status status() {
    List<CredentialView> all = views.all();
    Instant now = services.clock().instant();
    Surroundings on = services.surroundings();
    int breached = count(all, view -> now.isAfter(view.hardDeadline()));
    int blocked = count(all, view -> view.state() == CredentialState.BLOCKED);
    int stuck = count(all, view -> view.state() == CredentialState.STUCK);
    Optional<List<RunningRotation>> standing = standing();
    return new Status(
        all.size(),
        count(all, view -> now.isAfter(view.nextDue())),
        breached,
        count(all, StatusRoutes::rotates),
        blocked,
        stuck,
        services.signals().count(),
        intake.views().stream().mapToLong(IntakeView::rejected).sum(),
        remediations(now),
        standing.orElse(List.of()),
        services.inventory().expiring(now).stream().limit(MOST_STANDING).toList(),
        services.notices().unserved().stream().map(Word::of).toList(),
        percent(all.size() - breached, all.size()),
        on.temporal() + (standing.isPresent() ? "" : NO_ANSWER),
        on.durable());
  }

  private Status.Remediations remediations(Instant now) {
    List<RemediationView> open =
        services.exercises().open(LocalDate.ofInstant(now, ZoneOffset.UTC));
    return new Status.Remediations(
        open.size(), Math.toIntExact(open.stream().filter(RemediationView::overdue).count()));
  }

  /** With one decimal, never more than it is; all of nothing is everything. */
  private static double percent(int some, int all) {
    return all == 0 ? 100 : Math.floor(1000.0 * some / all) / 10;
  }

  @GetMapping("/v1/history")
  List<RotationHistory> history(
      @RequestParam Optional<SecretId> secret,
      @RequestParam(defaultValue = "50") int limit,
      Caller caller) {
    if (limit < 1 || limit > MOST) {
      throw Refusal.badRequest("The parameter 'limit' lies between 1 and " + MOST);
    }
    secret.ifPresent(caller::about);
    secret
        .filter(one -> services.inventory().find(one).isEmpty())
        .ifPresent(
            one -> {
              throw Refusal.unknown(one);
            });
    return services.inventory().history(secret, limit);
  }

  /**
   * Who or what is in the way; nothing if nobody can say, for the numbers are wanted all the same.
   */
  private Optional<List<RunningRotation>> standing() {
    try {
      return Optional.of(
          services
              .rotations()
              .running(EnumSet.of(RotationState.BLOCKED, RotationState.STUCK), MOST_STANDING));
    } catch (Refusal e) {
      return Optional.empty();
    }
  }

  private static boolean rotates(CredentialView view) {
    return switch (view.state()) {
      case ROTATING, BLOCKED, STUCK -> true;
      case BREACHED, OVERDUE, CURRENT -> false;
    };
  }

  private static int count(List<CredentialView> all, Predicate<CredentialView> which) {
    return Math.toIntExact(all.stream().filter(which).count());
  }
}
