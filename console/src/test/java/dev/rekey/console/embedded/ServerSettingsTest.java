package dev.rekey.console.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.console.Rekey;
import dev.rekey.console.cli.Cli;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ServerSettingsTest {
  private static final Path PROGRAM = Path.of("/usr/bin/systemctl");

  @TempDir Path folder;
  private Path data;
  private Path files;

  @BeforeEach
  void folders() throws IOException {
    data = Files.createDirectory(folder.resolve("data"));
    files = Files.createDirectory(folder.resolve("files"));
  }

  @Test
  void a_worker_process_hears_on_its_command_line_what_the_operator_allows() {
    ServerSettings settings = ServerSettings.worker(data, List.of(files), List.of(PROGRAM));
    List<String> command = WorkerProcess.command(DataFolder.open(data), settings);
    assertThat(command)
        .containsSubsequence(
            "worker", "--data=" + data, "--deliver-under=" + files, "--reload-program=" + PROGRAM);
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void rekey_worker_takes_them_as_its_options() {
    String missing = folder.resolve("none").toString();
    List<String> words =
        List.of("worker", "--data=" + missing, "--deliver-under=" + files, "--reload-program=/b");
    StringWriter err = new StringWriter();
    CommandLine rekey = Cli.of(new Rekey()).setErr(new PrintWriter(err));
    assertThat(rekey.execute(words.toArray(String[]::new))).isEqualTo(3);
    assertThat(err.toString()).contains("No server has used");
  }

  @Test
  void a_folder_is_meant_from_where_the_operator_stands_whoever_works() {
    ServerSettings settings = ServerSettings.worker(data, List.of(Path.of("files")), List.of());
    assertThat(settings.deliverUnder()).containsExactly(Path.of("files").toAbsolutePath());
  }

  @Test
  void no_consumers_file_can_replace_one_of_the_servers_own() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), data);
    for (Path allowed : List.of(data, data.resolve("files"), folder, link)) {
      ServerSettings settings = ServerSettings.worker(data, List.of(files, allowed), List.of());
      assertThatThrownBy(settings::requireDataOutOfReach)
          .as(allowed.toString())
          .isInstanceOfSatisfying(
              EnvironmentException.class,
              e -> assertThat(e.sentence()).contains("could replace the server's own in " + data));
    }
    ServerSettings apart = ServerSettings.worker(data, List.of(files), List.of(PROGRAM));
    assertThatCode(apart::requireDataOutOfReach).doesNotThrowAnyException();
  }
}
