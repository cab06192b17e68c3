package dev.rekey.exercise.run;

import dev.rekey.exercise.clock.ClockedTemporal;
import dev.rekey.exercise.clock.RealPace;
import dev.rekey.exercise.scenario.Inject;
import dev.rekey.exercise.scenario.Scenario;
import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.workflows.response.Responses;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * An exercise with people: what its facilitator can do, and what participants do in it, each in a
 * thread of their own.
 */
public final class Facilitation {
  private final Scenario scenario;
  private final ClockedTemporal temporal;
  private final Script script;
  private final RealPace pace;
  private final Instant signal;
  private final CompletableFuture<Boolean> over = new CompletableFuture<>();
  private final List<Event> added = new ArrayList<>();
  private final AtomicInteger deeds = new AtomicInteger();

  Facilitation(
      Scenario scenario, ClockedTemporal temporal, Script script, RealPace pace, Instant signal) {
    this.scenario = scenario;
    this.temporal = temporal;
    this.script = script;
    this.pace = pace;
    this.signal = signal;
  }

  /**
   * One line of the master scenario events list.
   *
   * @param at when
   * @param what what it is
   */
  public record Event(Duration at, String what) {}

  /** How late it is, from the signal on. */
  public Duration now() {
    return Duration.between(signal, pace.now());
  }

  /** Everything that comes from outside or is asked, in its order. */
  public List<Event> events() {
    List<Event> events = new ArrayList<>(added());
    scenario.injects().forEach(one -> events.add(new Event(one.at(), what(one))));
    scenario
        .decisions()
        .forEach(one -> events.add(new Event(one.at(), "question " + one.id() + ": " + one.ask())));
    events.sort(Comparator.comparing(Event::at));
    return events;
  }

  private static String what(Inject inject) {
    return switch (inject) {
      case Inject.Signal one -> "signal: " + one.text();
      case Inject.PersonActs one -> one.by() + " is to act: " + one.text();
      case Inject.News one -> "news: " + one.text();
      case Inject.Rotate one -> "rotation of " + one.principal() + ": " + one.text();
    };
  }

  /** What comes next, if anything does. */
  public Optional<Event> next() {
    Duration now = now();
    return events().stream().filter(one -> one.at().compareTo(now) > 0).findFirst();
  }

  /** Something more comes from outside, at that time. */
  public synchronized void inject(String text, Duration at) {
    added.add(new Event(at, "inject: " + text));
  }

  /** What the facilitator added. */
  public synchronized List<Event> added() {
    return List.copyOf(added);
  }

  /** Time stands still. */
  public void pause() {
    pace.pause();
  }

  /** Time goes on. */
  public void goOn() {
    pace.goOn();
  }

  /** Returns when everything until then has happened. */
  public void forward(Duration to) {
    Instant then = signal.plus(to);
    pace.leapTo(then);
    at(then, "the facilitator", () -> true);
  }

  /** Somebody acts at that time, as in a real incident; says why it was refused, if it was. */
  public Optional<String> act(String by, Act act, Duration at) {
    return at(signal.plus(at), by, () -> script.act(by, act));
  }

  /** The same without waiting for what comes of it. */
  public void setOut(String by, Act act, Duration at) {
    begin(signal.plus(at), by, () -> script.act(by, act));
    pace.stir();
  }

  /**
   * Somebody answers a question of the scenario; the first answer counts.
   *
   * @throws IllegalArgumentException if there is no such question or choice, if it was not asked
   *     yet, and if it was answered before
   */
  public void answer(String by, String question, String choice, Duration at) {
    script.questions().answer(by, question, choice, at);
  }

  /** The incidents as they stand. */
  public List<IncidentView> incidents() {
    Responses responses = new Responses(temporal.client());
    return at(
        pace.now(),
        "the facilitator",
        () -> script.incidents().stream().map(id -> responses.of(id).view()).toList());
  }

  /** It is over: nobody who waits for something is answered any more. */
  public void isOver() {
    over.complete(true);
  }

  /** It is to be over, whatever may still come. */
  public void end() {
    script.end();
    pace.goOn();
  }

  /** Does it in the exercise's own order, beside everybody else, and waits for what came of it. */
  private <T> T at(Instant when, String who, Supplier<T> deed) {
    CompletableFuture<T> done = new CompletableFuture<>();
    begin(when, who, () -> complete(done, deed));
    pace.stir();
    return awaited(done);
  }

  private void begin(Instant when, String who, Runnable deed) {
    String name = "person %04d %s".formatted(deeds.incrementAndGet(), who);
    temporal.agenda().at(when, () -> temporal.clock().begin(name, deed));
  }

  private <T> T awaited(CompletableFuture<T> done) {
    try {
      CompletableFuture.anyOf(done, over).join();
      if (!done.isDone()) {
        throw new IllegalArgumentException("It is over");
      }
      return done.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof IllegalArgumentException known
          ? known
          : new IllegalArgumentException("The server did not answer that; say it again", failed);
    }
  }

  private static <T> void complete(CompletableFuture<T> done, Supplier<T> deed) {
    try {
      done.complete(deed.get());
    } catch (RuntimeException | Error e) { // whatever it is, somebody waits for it
      done.completeExceptionally(e);
    }
  }
}
