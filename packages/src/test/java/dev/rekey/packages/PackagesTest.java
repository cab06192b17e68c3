package dev.rekey.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.packages.Packages.Row;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackagesTest {
  private static final long MEGABYTE = 1_000_000;

  /** Clients of AWS services; the SDK's other jars are its core. */
  private static final Pattern SERVICE =
      Pattern.compile(
          "lib/(acm|acmpca|cloudformation|cloudtrail|eventbridge|iam|kms|lambda|organizations|rds|s3"
              + "|scheduler|secretsmanager|sns|sqs|sts)-[0-9.]+\\.jar");

  private static final LocalDateTime FIXED = LocalDateTime.of(2026, 11, 23, 0, 0);

  @TempDir Path folder;

  static List<Row> rows() throws IOException {
    return Packages.rows();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void a_package_weighs_no_more_than_its_readme_says(Row row) throws IOException {
    assertThat(Files.size(Packages.zip(row.function())))
        .isLessThanOrEqualTo(row.megabytes() * MEGABYTE);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void a_package_has_only_the_clients_of_the_services_that_it_calls(Row row) throws IOException {
    List<String> clients =
        Packages.names(row.function()).stream()
            .map(SERVICE::matcher)
            .filter(Matcher::matches)
            .map(jar -> jar.group(1))
            .toList();
    assertThat(clients).containsExactlyInAnyOrderElementsOf(row.services());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void a_package_has_nothing_that_belongs_elsewhere(Row row) throws IOException {
    List<String> banned =
        new ArrayList<>(
            List.of("spring", "flyway", "junit", "tomcat", "console", "kubernetes", "yaml"));
    banned.addAll(
        row.handler().startsWith("dev.rekey.activities.")
            ? List.of("temporal", "grpc", "workflows")
            : List.of("activities", "postgresql", "tink"));
    assertThat(Packages.names(row.function()))
        .allMatch(name -> banned.stream().noneMatch(name::contains));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void a_package_has_its_handler_at_the_place_where_lambda_looks(Row row) throws Exception {
    Path unpacked = Packages.unpacked(row.function(), folder);
    List<URL> urls = new ArrayList<>();
    try (Stream<Path> jars = Files.list(unpacked.resolve("lib"))) {
      for (Path jar : jars.toList()) {
        urls.add(jar.toUri().toURL());
      }
    }
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader alone = new URLClassLoader(urls.toArray(URL[]::new), platform)) {
      Class<?> handler = alone.loadClass(row.handler());
      Class<?> contract =
          alone.loadClass("com.amazonaws.services.lambda.runtime.RequestStreamHandler");
      assertThat(contract).isAssignableFrom(handler);
      assertThat(handler.getConstructor().getParameterCount()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void a_package_s_bytes_do_not_depend_on_when_it_was_made(Row row) throws IOException {
    try (ZipFile zip = new ZipFile(Packages.zip(row.function()).toFile())) {
      List<? extends ZipEntry> entries = Collections.list(zip.entries());
      assertThat(entries).allMatch(entry -> entry.getTimeLocal().equals(FIXED));
      assertThat(entries).isNotEmpty();
    }
  }
}
