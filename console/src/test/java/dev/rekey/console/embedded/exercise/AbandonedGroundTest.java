package dev.rekey.console.embedded.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.console.embedded.DataFolder;
import dev.rekey.console.embedded.ledger.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an exercise leaves behind whose process is killed. */
class AbandonedGroundTest {
  @TempDir Path temporary;

  private DataFolder ground(String name) {
    return DataFolder.open(temporary.resolve(AbandonedGround.NAME + name));
  }

  @Test
  void the_database_of_a_killed_exercise_is_ended_and_its_folder_goes() throws IOException {
    DataFolder killed = ground("1");
    ProcessHandle database = ProcessHandle.of(PostgresServer.start(killed).pid()).orElseThrow();
    killed.lock().close(); // as the system does it for a process that is gone
    AbandonedGround.clearAll(temporary);
    assertThat(killed.path()).doesNotExist();
    assertThat(database.onExit()).succeedsWithin(Duration.ofSeconds(20));
  }

  @Test
  void one_that_is_played_only_just_begins_or_is_no_exercise_s_is_left_alone() throws IOException {
    DataFolder begins = ground("1");
    DataFolder other = DataFolder.open(temporary.resolve("rekey-data"));
    other.lock().close();
    DataFolder played = ground("2");
    DataFolder.Lock held = played.lock();
    AbandonedGround.clearAll(temporary);
    held.close();
    assertThat(begins.path()).exists();
    assertThat(other.path()).exists();
    assertThat(Files.readString(played.file(DataFolder.LOCK)))
        .isEqualTo(Long.toString(ProcessHandle.current().pid()));
  }
}
