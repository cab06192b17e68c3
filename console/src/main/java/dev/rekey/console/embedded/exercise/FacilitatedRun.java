package dev.rekey.console.embedded.exercise;

import dev.rekey.console.demo.QuietLogs;
import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.console.runbook.Runbooks;
import dev.rekey.exercise.clock.LeftOpen;
import dev.rekey.exercise.clock.RealPace;
import dev.rekey.exercise.programme.PastExercise;
import dev.rekey.exercise.report.AfterActionReport.Said;
import dev.rekey.exercise.run.Facilitation;
import dev.rekey.exercise.run.Ground;
import dev.rekey.exercise.run.Outcome;
import dev.rekey.exercise.run.Rehearsal;
import dev.rekey.exercise.world.Twist;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
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
  /** It waits most of the time: a pool that others share would stand still with it. */
  private static final Executor CONDUCTOR =
      work -> Thread.ofPlatform().name("exercise").daemon().start(work);

  private final ExerciseOrder order;
  private final Set<String> participants;
  private final Seats seats;
  private final boolean lobby;
  private final BufferedReader typed;
  private final Speaker speaker;
  private final Conclusion conclusion;
  private final Optional<PastProtocol> before;
  private final Protocol protocol;

  /**
   * Takes what to play.
   *
   * @param participants who is there; the other people of the scenario are simulated
   * @param before the protocol of one that was killed, which goes on from where it was
   * @param lobby whether they can join from terminals of their own; it begins when all are there
   * @param typed what is typed at the terminal
   * @param people the terminal
   */
  public FacilitatedRun(
      ExerciseOrder order,
      Set<String> participants,
      Optional<PastProtocol> before,
      boolean lobby,
      BufferedReader typed,
      PrintWriter people) {
    this.order = order;
    this.participants = Set.copyOf(participants);
    this.seats = new Seats(order.document().scenario().world().people(), this.participants);
    this.lobby = lobby;
    this.typed = typed;
    this.before = before;
    this.conclusion = new Conclusion(order.document(), order.reports());
    this.protocol = Protocol.begin(conclusion.folder(), head());
    this.speaker = new Speaker(people, seats, protocol);
  }

  private Protocol.Head head() {
    return new Protocol.Head(
        conclusion.name(),
        order.document().scenario().scenario(),
        order.document().digest(),
        order.seed(),
        participants.stream().sorted().toList());
  }

  /**
   * Plays it until the facilitator ends it, or everything is over.
   *
   * @throws EnvironmentException if the machine lacks something
   */
  public ExerciseResult play() {
    QuietLogs.only();
    speaker.tell(order.document().scenario().title());
    speaker.tell("if this process dies, --resume " + protocol.file() + " goes on from there");
    try (ExerciseGround ground = ExerciseGround.open(order.server())) {
      speaker.tell("nothing real is in reach: ledger and store of its own, " + ground.server());
      return ground.play(Runbooks.load(), this::on);
    }
  }

  /** Plays it on this ground. */
  ExerciseResult on(Ground ground) {
    before.ifPresent(past -> LeftOpen.endAll(ground.client(), past.exercise()));
    if (!lobby) {
      return on(ground, deeds -> {});
    }
    try (Lobby open = Lobby.open(participants, seats, speaker::tell)) {
      open.invitations().forEach(speaker::tell);
      speaker.tell("type 'go' when all are there");
      awaitGo();
      return on(ground, open::begin);
    }
  }

  private void awaitGo() {
    Optional<String> line = line();
    while (line.filter(said -> !said.strip().equals("go")).isPresent()) {
      (line.get().strip().equals("who") ? seats.all() : List.of("'who' or 'go'"))
          .forEach(speaker::tell);
      line = line();
    }
  }

  private Rehearsal rehearsal(Ground ground) {
    return new Rehearsal(
        ground,
        order.document().scenario(),
        conclusion.name(),
        order.seed(),
        Twist.NONE,
        (targets, pause) -> targets,
        speaker::happened);
  }

  private ExerciseResult on(Ground ground, Consumer<Deeds> begin) {
    try (Rehearsal rehearsal = rehearsal(ground)) {
      RealPace pace = new RealPace(rehearsal.first());
      Facilitation exercise = rehearsal.with(new Hearing(participants, speaker::tellAll), pace);
      Deeds deeds = new Deeds(exercise, protocol);
      seats.by(exercise::now);
      before.ifPresent(past -> exercise.pause());
      CompletableFuture<Outcome> outcome =
          CompletableFuture.supplyAsync(() -> rehearsal.play(pace), CONDUCTOR)
              .whenComplete((end, failure) -> over(exercise));
      before.ifPresent(past -> again(past, exercise, deeds));
      protocol.by(exercise::now);
      begin.accept(deeds);
      attend(new Desk(exercise, deeds, participants, seats, speaker::tell), outcome);
      exercise.end();
      return concluded(outcome.join(), exercise);
    }
  }

  /** Comes to where it was when its process died, and stands still there. */
  private void again(PastProtocol past, Facilitation exercise, Deeds deeds) {
    past.lines().forEach(protocol::keep);
    past.deeds().forEach(line -> again(line, deeds));
    past.reached().ifPresent(exercise::forward);
    speaker.tell(
        "resumed at %s; time stands still: 'go' when all are there"
            .formatted(ExerciseRun.since(exercise.now())));
  }

  private void again(Protocol.Line line, Deeds deeds) {
    speaker.tellAll("again: " + line.by().orElseThrow() + " " + line.text());
    try {
      deeds.again(line);
    } catch (IllegalArgumentException asThen) {
      speaker.tellAll(String.valueOf(asThen.getMessage()));
    }
  }

  private void over(Facilitation exercise) {
    exercise.isOver();
    speaker.tell("it is over: press Enter for the report");
    seats.hear("it is over; the facilitator has the report");
  }

  /** Line by line, until nothing more is typed, it is ended, or it is over by itself. */
  private void attend(Desk desk, CompletableFuture<Outcome> outcome) {
    Desk.HELP.forEach(speaker::tell);
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
    exercise
        .added()
        .forEach(one -> added.add(new Said(one.at(), Protocol.FACILITATOR, one.what())));
    before.ifPresent(past -> added.add(resumed(past)));
    String where =
        lobby
            ? "with people: who joined was let in by a token of their own; who the others were is"
                + " the facilitator's word"
            : "with people, at one terminal: who somebody was is the facilitator's word";
    PastExercise written = conclusion.written(outcome, where, seats.all(), added);
    protocol.done(exercise.now(), Protocol.FACILITATOR, Protocol.END);
    speaker.tell(ExerciseRun.verdict(outcome) + " in " + conclusion.took().toSeconds() + " s");
    speaker.tell("report: " + written.report());
    return new ExerciseResult(outcome, written);
  }

  private static Said resumed(PastProtocol past) {
    return new Said(
        past.reached().orElse(Duration.ZERO),
        Protocol.FACILITATOR,
        "resumed " + past.exercise() + ", whose process had died, by its protocol");
  }
}
