package dev.rekey.exercise.programme;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.rekey.exercise.report.AfterActionReport;
import dev.rekey.exercise.report.ExercisePage;
import dev.rekey.exercise.report.OscalReport;
import dev.rekey.exercise.report.TimelinePicture;
import dev.rekey.exercise.sweep.SweepFigures;
import dev.rekey.exercise.sweep.SweepTable;
import dev.rekey.model.report.Html;
import dev.rekey.model.report.Markdown;
import dev.rekey.model.report.ReportPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder where exercises leave their reports, one folder each. */
public final class ExerciseFolder {
  private static final String RESULT = "result.json";
  private static final String PICTURE = "timeline.svg";

  /** The folder of what came of sweeps, the latest of each scenario. */
  private static final String SWEEPS = "sweeps";

  private static final double MILLIS = 1000;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModules(new Jdk8Module(), new JavaTimeModule())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final Path root;

  /** Takes the folder; it is made when something is written. */
  public ExerciseFolder(Path root) {
    this.root = root;
  }

  /**
   * Writes everything about one exercise: text, page, picture, OSCAL, and the figures last, so that
   * a half-written one is none.
   *
   * @param version of this Rekey
   * @throws IOException if the folder cannot be written to
   */
  public PastExercise write(AfterActionReport report, String version) throws IOException {
    Path folder = Files.createDirectories(root.resolve(report.exercise()));
    ReportPage reading = ExercisePage.of(report, PICTURE);
    Files.writeString(folder.resolve("report.md"), Markdown.of(reading));
    Files.writeString(folder.resolve(PICTURE), TimelinePicture.of(report));
    Files.writeString(
        folder.resolve("oscal-assessment-results.json"), OscalReport.of(report, version));
    Path page = Files.writeString(folder.resolve("report.html"), Html.of(reading));
    PastExercise past = past(report, page);
    Files.writeString(folder.resolve(RESULT), JSON.writeValueAsString(past) + "\n");
    return past;
  }

  private static PastExercise past(AfterActionReport report, Path page) {
    return new PastExercise(
        report.exercise(),
        report.scenario().scenario(),
        report.scenario().version(),
        report.digest(),
        report.how(),
        report.seed(),
        report.started(),
        report.card().score(),
        report.card().grade(),
        seconds(report.card().durations().toDetect()),
        seconds(report.card().durations().toNotify()),
        seconds(report.card().durations().toContain()),
        seconds(report.card().durations().toRecover()),
        report.improvements(),
        page.toString());
  }

  private static Optional<Double> seconds(Optional<Duration> time) {
    return time.map(known -> known.toMillis() / MILLIS);
  }

  /**
   * Writes what came of a sweep; an earlier one of the same scenario is replaced.
   *
   * @throws IOException if the folder cannot be written to
   */
  public void write(SweepFigures figures) throws IOException {
    Path folder = Files.createDirectories(root.resolve(SWEEPS));
    Files.writeString(
        folder.resolve(figures.scenario() + ".json"), JSON.writeValueAsString(figures) + "\n");
  }

  /**
   * Writes what came of a sweep over many scenarios, for people.
   *
   * @throws IOException if the folder cannot be written to
   */
  public void write(String sentence, List<SweepFigures> all) throws IOException {
    Path folder = Files.createDirectories(root.resolve(SWEEPS));
    Files.writeString(
        folder.resolve("summary.md"),
        "# EXERCISE: sweeps\n\n" + sentence + ".\n\n" + SweepTable.markdown(all));
  }

  /**
   * What came of the latest sweep over this very document.
   *
   * @throws IOException if the folder cannot be read
   */
  public Optional<SweepFigures> sweep(String scenario, String digest) throws IOException {
    Path file = root.resolve(SWEEPS).resolve(scenario + ".json");
    return Files.isRegularFile(file)
        ? Optional.of(JSON.readValue(file.toFile(), SweepFigures.class))
            .filter(figures -> figures.digest().equals(digest))
        : Optional.empty();
  }

  /** Figures of the programme, or of one exercise, as one JSON object on one line. */
  public static String json(Object figures) {
    try {
      return JSON.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(figures);
    } catch (IOException e) {
      throw new IllegalStateException("Figures can always be written", e);
    }
  }

  /**
   * All that were run, the latest first. What is no exercise is left out.
   *
   * @throws IOException if the folder cannot be read
   */
  public List<PastExercise> all() throws IOException {
    List<PastExercise> found = new ArrayList<>();
    if (Files.isDirectory(root)) {
      try (Stream<Path> folders = Files.list(root)) {
        for (Path folder : folders.toList()) {
          Path result = folder.resolve(RESULT);
          if (Files.isRegularFile(result)) {
            found.add(JSON.readValue(result.toFile(), PastExercise.class));
          }
        }
      }
    }
    found.sort(Comparator.comparing(PastExercise::started).reversed());
    return found;
  }
}
