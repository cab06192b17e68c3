package dev.rekey.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.console.Rekey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelpTest {
  /** What a server is made of. (java.sql itself is not: picocli looks whether it is there.) */
  private static final String[] HEAVY = {
    " org.springframework.",
    " io.temporal.",
    " io.grpc.",
    " software.amazon.",
    " org.postgresql.",
    " com.zaxxer.",
    " org.flywaydb.",
    " com.google.crypto.",
    " org.apache.tomcat."
  };

  @TempDir Path folder;

  @Test
  void help_loads_no_class_that_only_a_server_needs() throws Exception {
    assertThat(classesLoadedBy("--help")).isNotEmpty().noneMatch(HelpTest::heavy);
    assertThat(classesLoadedBy("server", "--help")).isNotEmpty().noneMatch(HelpTest::heavy);
  }

  @Test
  void a_command_of_a_client_loads_none_either() throws Exception {
    try (FakeDoor door = new FakeDoor()) {
      door.on("GET /v1/credentials", 200, List.of(Samples.view()));
      Path token = Files.writeString(folder.resolve("token"), FakeDoor.TOKEN);
      List<String> loaded =
          classesLoadedBy(
              "credential", "list", "--url", door.url(), "--token-file", token.toString());
      assertThat(loaded).isNotEmpty().noneMatch(HelpTest::heavy);
      assertThat(door.calls()).hasSize(1);
    }
  }

  private static boolean heavy(String line) {
    return List.of(HEAVY).stream().anyMatch(line::contains);
  }

  private List<String> classesLoadedBy(String... words) throws Exception {
    Path log = Files.createTempFile(folder, "classes", ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xlog:class+load:file=" + log + ":none");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Rekey.class.getName()));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return Files.readAllLines(log).stream().map(line -> " " + line).toList();
  }
}
