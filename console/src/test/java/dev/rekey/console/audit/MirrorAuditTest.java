package dev.rekey.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.transparency.TreeHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MirrorAuditTest extends AuditedLog {
  @Test
  void each_changed_byte_of_a_mirror_is_found() throws IOException {
    log(1, 3);
    log(4, 300);
    Path mirror = folder.resolve("mirror");
    Verdict verdict = audit(mirror, trusting(key()));
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.entries()).isEqualTo(301);
    try (Stream<Path> files = Files.walk(mirror)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        someFlipsAreFound(mirror, file);
      }
    }
  }

  @Test
  void a_mirror_whose_checkpoint_is_older_than_its_tiles_verifies() throws IOException {
    log(1, 200);
    Path mirror = folder.resolve("mirror");
    byte[] before = Files.readAllBytes(mirror.resolve("checkpoint"));
    log(201, 300);
    assertThat(mirror.resolve("tile/entries/000.p")).doesNotExist();
    Files.write(mirror.resolve("checkpoint"), before);
    Verdict verdict = audit(mirror, trusting(key()));
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.entries()).isEqualTo(201);
    someFlipsAreFoundUpTo(201 * TreeHash.BYTES, mirror, mirror.resolve("tile/0/000"));
  }

  @Test
  void a_mirror_that_was_left_half_way_verifies_and_is_completed() throws IOException {
    log(1, 200);
    Path mirror = folder.resolve("mirror");
    Path inTheWay = Files.createDirectory(mirror.resolve(".checkpoint.new"));
    log(201, 300);
    assertThat(mirror.resolve("tile/entries/000")).exists();
    assertThat(mirror.resolve("tile/entries/000.p/201")).exists();
    assertThat(audit(mirror, trusting(key())).entries()).isEqualTo(201);
    assertThat(audit(mirror, trusting(key())).findings()).isEmpty();
    Files.delete(inTheWay);
    log(301, 301);
    assertThat(mirror.resolve("tile/entries/000.p")).doesNotExist();
    assertThat(audit(mirror, trusting(key())).entries()).isEqualTo(302);
  }

  /**
   * A few of each file, the first and the last among them: a whole mirror is checked anew for each.
   */
  private void someFlipsAreFound(Path mirror, Path file) throws IOException {
    someFlipsAreFoundUpTo((int) Files.size(file), mirror, file);
  }

  private void someFlipsAreFoundUpTo(int length, Path mirror, Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    for (int at = 0; at < length; at += Math.max(1, length / 7)) {
      flipIsFound(mirror, file, content, at, trusting(key()));
    }
    flipIsFound(mirror, file, content, length - 1, trusting(key()));
  }
}
