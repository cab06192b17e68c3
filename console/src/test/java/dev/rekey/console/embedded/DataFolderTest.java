package dev.rekey.console.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path parent;

  @Test
  void only_its_owner_may_read_it_and_its_secrets() throws Exception {
    DataFolder folder = DataFolder.open(parent.resolve("data"));
    String secret = folder.secret("token");
    assertThat(secret).hasSize(48);
    assertThat(folder.secret("token")).isEqualTo(secret);
    assertThat(permissions(folder.path())).isEqualTo("rwx------");
    assertThat(permissions(folder.file("token"))).isEqualTo("rw-------");
  }

  @Test
  void a_second_server_on_the_same_folder_is_refused_with_the_first_ones_process_id()
      throws Exception {
    DataFolder folder = DataFolder.open(parent);
    try (DataFolder.Lock lock = folder.lock()) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> DataFolder.open(parent).lock())
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("--data");
    }
    folder.lock().close();
  }

  @Test
  void a_file_in_its_place_is_told_in_one_sentence() throws Exception {
    Path file = Files.createFile(parent.resolve("data"));
    assertThatThrownBy(() -> DataFolder.open(file))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("is a file");
  }

  @Test
  void somebody_elses_folder_is_refused(@TempDir Path folder) throws Exception {
    // Only root can give a folder away; for everybody else the root folder is somebody else's.
    Path foreign = Path.of("/");
    if ("root".equals(System.getProperty("user.name"))) {
      foreign = Files.createDirectory(folder.resolve("foreign"));
      Files.setAttribute(foreign, "unix:uid", 65_534);
    }
    Path theirs = foreign;
    assertThatThrownBy(() -> DataFolder.open(theirs))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("--data");
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
