package dev.rekey.console.embedded.exercise;

import dev.rekey.console.demo.QuietLogs;
import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.console.runbook.Runbooks;
import dev.rekey.exercise.clock.RealPace;
import dev.rekey.exercise.programme.PastExercise;
import dev.rekey.exercise.report.AfterActionReport.Said;
import dev.rekey.exercise.run.Facilitation;
import dev.rekey.exercise.run.Ground;
import dev.rekey.exercise.run.Outcome;
import dev.rekey.exercise.run.Rehearsal;
import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.score.Happening;
import dev.rekey.exercise.world.Twist;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Plays a scenario with people, who hear what comes and decide: at the facilitator's terminal, or
 * at terminals of their own.
 */
public final class FacilitatedRun {
  /** What nobody in the room would see. */
  private static final Set<Action> UNSEEN =
      EnumSet.of(Action.OPPONENT_ACTED, Action.OPPONENT_REFUSED, Action.RESTORE_LEAKED);

  /** It waits most of the time: a pool that others share would stand still with it. */
  private static final Executor CONDUCTOR =
      work -> Thread.ofPlatform().name("exercise").daemon().start(work);

  private final ExerciseOrder order;
  private final Set<String> participants;
  private final Seats seats;
  private final boolean lobby;
  private final BufferedReader typed;
  private final PrintWriter people;
  private final Conclusion conclusion;

  /**
   * Takes what to play.
   *
   * @param participants who is there; the other people of the scenario are simulated
   * @param lobby whether they can join from terminals of their own; it begins when all are there
   * @param typed what is typed at the terminal
   * @param people the terminal
   */
  public FacilitatedRun(
      ExerciseOrder order,
      Set<String> participants,
      boolean lobby,
      BufferedReader typed,
      PrintWriter people) {
    this.order = order;
    this.participants = Set.copyOf(participants);
    this.seats = new Seats(order.document().scenario().world().people(), this.participants);
    this.lobby = lobby;
    this.typed = typed;
    this.people = people;
    this.conclusion = new Conclusion(order.document(), order.reports());
  }

  /**
   * Plays it until the facilitator ends it, or everything is over.
   *
   * @throws EnvironmentException if the machine lacks something
   */
  public ExerciseResult play() {
    QuietLogs.only();
    tell(order.document().scenario().title());
    try (ExerciseGround ground = ExerciseGround.open(order.server())) {
      tell("nothing real is in reach: ledger and store of its own, " + ground.server());
      return ground.play(Runbooks.load(), this::on);
    }
  }

  /** Plays it on this ground. */
  ExerciseResult on(Ground ground) {
    if (!lobby) {
      return on(ground, exercise -> {});
    }
    try (Lobby open = Lobby.open(participants, seats, this::tell)) {
      open.invitations().forEach(this::tell);
      tell("type 'go' when all are there");
      awaitGo();
      return on(ground, open::begin);
    }
  }

  private void awaitGo() {
    Optional<String> line = line();
    while (line.filter(said -> !said.strip().equals("go")).isPresent()) {
      (line.get().strip().equals("who") ? seats.all() : List.of("'who' or 'go'"))
          .forEach(this::tell);
      line = line();
    }
  }

  private ExerciseResult on(Ground ground, Consumer<Facilitation> begin) {
    try (Rehearsal rehearsal =
        new Rehearsal(
            ground,
            order.document().scenario(),
            conclusion.name(),
            order.seed(),
            Twist.NONE,
            (targets, pause) -> targets,
            this::happened)) {
      RealPace pace = new RealPace(rehearsal.first());
      Facilitation exercise = rehearsal.with(new Hearing(participants, this::tellAll), pace);
      begin.accept(exercise);
      CompletableFuture<Outcome> outcome =
          CompletableFuture.supplyAsync(() -> rehearsal.play(pace), CONDUCTOR)
              .whenComplete((end, failure) -> over(exercise));
      Desk.HELP.forEach(this::tell);
      attend(new Desk(exercise, participants, seats, this::tell), outcome);
      exercise.end();
      return concluded(outcome.join(), exercise);
    }
  }

  private void over(Facilitation exercise) {
    exercise.isOver();
    tell("it is over: press Enter for the report");
    seats.hear("it is over; the facilitator has the report");
  }

  /** Line by line, until nothing more is typed, it is ended, or it is over by itself. */
  private void attend(Desk desk, CompletableFuture<Outcome> outcome) {
    Optional<String> line = line();
    while (line.isPresent() && !outcome.isDone() && desk.does(line.get())) {
      line = line();
    }
  }

  private Optional<String> line() {
    try {
      return Optional.ofNullable(typed.readLine());
    } catch (IOException e) {
      throw new EnvironmentException("What is typed cannot be read; the exercise is not over");
    }
  }

  private ExerciseResult concluded(Outcome outcome, Facilitation exercise) {
    List<Said> added = new ArrayList<>(seats.comings());
    exercise.added().forEach(one -> added.add(new Said(one.at(), "facilitator", one.what())));
    String where =
        lobby
            ? "with people: who joined was let in by a token of their own; who the others were is"
                + " the facilitator's word"
            : "with people, at one terminal: who somebody was is the facilitator's word";
    PastExercise written = conclusion.written(outcome, where, seats.all(), added);
    tell(ExerciseRun.verdict(outcome) + " in " + conclusion.took().toSeconds() + " s");
    tell("report: " + written.report());
    return new ExerciseResult(outcome, written);
  }

  private void happened(Happening one) {
    if (!UNSEEN.contains(one.action())) {
      tellAll(ExerciseRun.line(one));
    }
  }

  /** Whatever the facilitator is told that is not theirs alone. */
  private void tellAll(String line) {
    tell(line);
    seats.hear(line);
  }

  private void tell(String line) {
    synchronized (people) {
      people.println("EXERCISE " + line);
      people.flush();
    }
  }
}
