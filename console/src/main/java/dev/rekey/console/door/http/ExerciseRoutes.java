package dev.rekey.console.door.http;

import dev.rekey.console.api.ExerciseFiled;
import dev.rekey.console.api.ExerciseFiling;
import dev.rekey.console.api.RemediationClosure;
import dev.rekey.console.api.RemediationView;
import dev.rekey.console.door.DoorServices;
import dev.rekey.console.door.Refusal;
import dev.rekey.model.FailureCode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Exercises that were played, and what is open because of them. */
@RestController
final class ExerciseRoutes {
  private static final int LONGEST_NOTE = 2_000;
  private static final int MOST_IMPROVEMENTS = 100;
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,128}");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern GRADE = Pattern.compile("[PSMU]");

  private final DoorServices services;

  ExerciseRoutes(DoorServices services) {
    this.services = services;
  }

  @PostMapping(path = "/v1/exercises", consumes = MediaType.APPLICATION_JSON_VALUE)
  ExerciseFiled file(@RequestBody ExerciseFiling exercise, Caller caller) {
    if (!NAME.matcher(exercise.exercise()).matches()
        || !DIGEST.matcher(exercise.digest()).matches()
        || !DIGEST.matcher(exercise.report()).matches()
        || !GRADE.matcher(exercise.grade()).matches()) {
      throw Refusal.badRequest(
          "An exercise has a name of a-z 0-9 -, two SHA-256 in hex and a grade of P, S, M, U");
    }
    if (exercise.improvements().size() > MOST_IMPROVEMENTS) {
      throw Refusal.badRequest("An exercise brings " + MOST_IMPROVEMENTS + " things to do at most");
    }
    return services.exercises().file(exercise, caller.name(), services.clock().instant());
  }

  @GetMapping("/v1/remediations")
  List<RemediationView> open() {
    return services
        .exercises()
        .open(LocalDate.ofInstant(services.clock().instant(), ZoneOffset.UTC));
  }

  @PostMapping(path = "/v1/remediations/closures", consumes = MediaType.APPLICATION_JSON_VALUE)
  RemediationClosure close(@RequestBody RemediationClosure order, Caller caller) {
    if (order.note().isBlank() || order.note().length() > LONGEST_NOTE) {
      throw Refusal.badRequest(
          "Closing it says what was done, in " + LONGEST_NOTE + " characters at most");
    }
    if (!services
        .exercises()
        .close(order.id(), caller.name(), order.note(), services.clock().instant())) {
      throw new Refusal(
          HttpStatus.NOT_FOUND,
          FailureCode.NOT_FOUND.name(),
          "Nothing open has this id; nothing was changed",
          "'rekey remediations' lists what is open.");
    }
    return order;
  }
}
