package dev.rekey.activities.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderMirrorTest extends MirrorContract {
  @TempDir Path folder;

  @Override
  Mirror mirror() {
    return new FolderMirror(folder);
  }

  @Override
  Optional<String> read(String path) {
    try {
      return Files.exists(folder.resolve(path))
          ? Optional.of(Files.readString(folder.resolve(path)))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  void overwrite(String path, String content) {
    try {
      Files.writeString(folder.resolve(path), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void parts_of_a_whole_tile_are_removed() {
    mirror().add("tile/0/000.p/3", bytes("par"));
    mirror().add("tile/0/000", bytes("parts"));
    mirror().whole("tile/0/000");
    assertThat(folder.resolve("tile/0/000.p")).doesNotExist();
  }
}
