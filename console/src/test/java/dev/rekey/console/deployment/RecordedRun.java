package dev.rekey.console.deployment;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Tags;
import org.junit.platform.commons.annotation.Testable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What the tests of activities/ left behind when they ran on the code that is there now: the calls
 * that {@code RecordedCalls} wrote down, and Surefire's reports. What is older than the code is
 * about other code, and as if it were not there.
 */
final class RecordedRun {
  private static final Path TARGET = Path.of("..", "activities", "target");

  private RecordedRun() {}

  /** A line for each call, such as {@code target.kmskey kms:CreateKey}. */
  static Set<String> calls() {
    return fresh(TARGET.resolve("aws-calls"))
        .flatMap(RecordedRun::lines)
        .collect(toCollection(TreeSet::new));
  }

  /** The classes of tests that need AWS and did not run, or not all of them and well. */
  static List<String> missing() {
    Set<String> passed =
        fresh(TARGET.resolve("surefire-reports"))
            .filter(file -> file.toString().endsWith(".xml"))
            .flatMap(RecordedRun::passed)
            .collect(toSet());
    return new ClassFileImporter()
        .importPath(TARGET.resolve("test-classes")).stream()
            .filter(RecordedRun::needsAws)
            .filter(type -> !RecordedRun.tests(type).allMatch(passed::contains))
            .map(JavaClass::getSimpleName)
            .sorted()
            .toList();
  }

  private static boolean needsAws(JavaClass type) {
    Stream<Tag> one = type.tryGetAnnotationOfType(Tag.class).stream();
    Stream<Tag> more =
        type.tryGetAnnotationOfType(Tags.class).stream().flatMap(tags -> Stream.of(tags.value()));
    return Stream.concat(one, more).anyMatch(tag -> tag.value().equals("aws"));
  }

  private static Stream<String> tests(JavaClass type) {
    return type.getAllMethods().stream()
        .filter(method -> method.isMetaAnnotatedWith(Testable.class))
        .map(method -> type.getName() + "." + method.getName());
  }

  /** Of a test with parameters one at least. */
  private static Stream<String> passed(Path report) {
    try {
      NodeList cases =
          DocumentBuilderFactory.newDefaultNSInstance()
              .newDocumentBuilder()
              .parse(report.toFile())
              .getElementsByTagName("testcase");
      return IntStream.range(0, cases.getLength())
          .mapToObj(i -> (Element) cases.item(i))
          .filter(
              test ->
                  Stream.of("skipped", "failure", "error")
                      .allMatch(bad -> test.getElementsByTagName(bad).getLength() == 0))
          .map(
              test ->
                  test.getAttribute("classname")
                      + "."
                      + test.getAttribute("name").replaceFirst("\\W.*", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(report + " is no report", e);
    }
  }

  private static Stream<Path> fresh(Path folder) {
    return files(TARGET.resolve("classes"))
        .map(RecordedRun::written)
        .max(FileTime::compareTo)
        .stream()
        .flatMap(code -> files(folder).filter(file -> written(file).compareTo(code) > 0));
  }

  private static Stream<Path> files(Path folder) {
    if (!Files.exists(folder)) {
      return Stream.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileTime written(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
