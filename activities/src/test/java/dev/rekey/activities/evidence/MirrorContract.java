package dev.rekey.activities.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every mirror does, wherever it is. */
abstract class MirrorContract {
  private static final String TILE = "tile/0/000";

  /** The mirror, empty at first; another view of the same at each call. */
  abstract Mirror mirror();

  /** What somebody finds there who reads the file. */
  abstract Optional<String> read(String path);

  /** Somebody puts another content in its place. */
  abstract void overwrite(String path, String content);

  @Test
  void an_empty_mirror_has_no_checkpoint() {
    assertThat(mirror().checkpoint()).isEmpty();
  }

  @Test
  void the_checkpoint_moves_on_and_is_read_back() {
    mirror().moveOn("one\n");
    assertThat(mirror().checkpoint()).hasValue("one\n");
    mirror().moveOn("two\n");
    assertThat(mirror().checkpoint()).hasValue("two\n");
    assertThat(read("checkpoint")).hasValue("two\n");
  }

  @Test
  void what_is_added_is_there_byte_by_byte_and_may_be_added_again() {
    mirror().add(TILE, bytes("tile"));
    assertThatCode(() -> mirror().add(TILE, bytes("tile"))).doesNotThrowAnyException();
    assertThat(read(TILE)).hasValue("tile");
  }

  @Test
  void nothing_is_replaced_by_other_bytes() {
    for (String path : new String[] {TILE, "tile/0/001.p/3", "tile/entries/000"}) {
      mirror().add(path, bytes("first"));
      assertThatThrownBy(() -> mirror().add(path, bytes("second")))
          .isInstanceOfSatisfying(
              OutletFailedException.class,
              e ->
                  assertThat(e.reason())
                      .contains(path, "is there with another content, and was left so"));
      assertThat(read(path)).hasValue("first");
    }
  }

  @Test
  void what_somebody_changed_is_found_and_left() {
    mirror().add(TILE, bytes("first"));
    overwrite(TILE, "somebody's");
    assertThatThrownBy(() -> mirror().add(TILE, bytes("first")))
        .isInstanceOf(OutletFailedException.class);
    assertThat(read(TILE)).hasValue("somebody's");
  }

  @Test
  void a_tile_that_is_whole_stays_whatever_becomes_of_its_parts() {
    mirror().add(TILE + ".p/3", bytes("par"));
    mirror().add(TILE, bytes("parts"));
    mirror().whole(TILE);
    mirror().whole(TILE);
    assertThat(read(TILE)).hasValue("parts");
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
