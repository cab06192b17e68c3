package dev.rekey.console.embedded.exercise;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rekey.exercise.scenario.ScenarioDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The protocol of an exercise with people that did not come to its end: the same scenario with the
 * same seed and the same deeds at the same times comes to where it was.
 */
public final class PastProtocol {
  private final Protocol.Head head;
  private final List<Protocol.Line> lines;

  private PastProtocol(Protocol.Head head, List<Protocol.Line> lines) {
    this.head = head;
    this.lines = List.copyOf(lines);
  }

  /**
   * Reads one. Its last line may be half-written: whoever wrote it was killed.
   *
   * @param place the file, or the folder that it is in
   * @param document what is to be played: the same as then
   * @throws IllegalArgumentException if it is none, of another scenario, or came to its end
   * @throws IOException if it cannot be read
   */
  public static PastProtocol read(Path place, ScenarioDocument document) throws IOException {
    Path file = Files.isDirectory(place) ? place.resolve(Protocol.FILE) : place;
    List<String> all = Files.readAllLines(file);
    PastProtocol past = new PastProtocol(head(file, all), lines(file, all));
    if (!past.head.digest().equals(document.digest())) {
      throw new IllegalArgumentException(
          "It is of '%s', and not of this scenario as it reads now"
              .formatted(past.head.scenario()));
    }
    if (past.deeds().stream().anyMatch(PastProtocol::ends)) {
      throw new IllegalArgumentException("That exercise came to its end; its report is beside it");
    }
    return past;
  }

  private static Protocol.Head head(Path file, List<String> all) {
    return all.stream()
        .findFirst()
        .flatMap(line -> parsed(line, Protocol.Head.class))
        .filter(head -> head.digest() != null && head.participants() != null)
        .orElseThrow(() -> none(file, 1));
  }

  private static List<Protocol.Line> lines(Path file, List<String> all) {
    List<Protocol.Line> lines = new ArrayList<>();
    for (int number = 2; number <= all.size(); number++) {
      Optional<Protocol.Line> line =
          parsed(all.get(number - 1), Protocol.Line.class)
              .filter(one -> one.at() != null && one.text() != null);
      if (line.isEmpty() && number < all.size()) {
        throw none(file, number);
      }
      line.ifPresent(lines::add);
    }
    return lines;
  }

  private static <T> Optional<T> parsed(String line, Class<T> kind) {
    try {
      return Optional.ofNullable(Protocol.JSON.readValue(line, kind));
    } catch (JsonProcessingException broken) {
      return Optional.empty();
    }
  }

  private static IllegalArgumentException none(Path file, int line) {
    return new IllegalArgumentException(
        file + " is no protocol of an exercise, or is broken: line " + line);
  }

  private static boolean ends(Protocol.Line line) {
    return line.text().equals(Protocol.END)
        && line.by().filter(Protocol.FACILITATOR::equals).isPresent();
  }

  /** The exercise's name. */
  String exercise() {
    return head.exercise();
  }

  /** What chance was drawn from. */
  public long seed() {
    return head.seed();
  }

  /** Who of the scenario's people was there. */
  public Set<String> present() {
    return Set.copyOf(head.participants());
  }

  /** All of it but the head. */
  List<Protocol.Line> lines() {
    return lines;
  }

  /** What was done, in its order. */
  List<Protocol.Line> deeds() {
    return lines.stream().filter(line -> line.by().isPresent()).toList();
  }

  /** How far it had come, from the signal on. */
  Optional<Duration> reached() {
    return lines.stream().map(Protocol.Line::at).max(Comparator.naturalOrder());
  }
}
