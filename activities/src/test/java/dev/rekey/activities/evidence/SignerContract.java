package dev.rekey.activities.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.transparency.NoteKey;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What every signer does, wherever its key is. */
abstract class SignerContract {
  /** A signer of the log {@code example.org/log}; the same key at each call. */
  abstract CheckpointSigner signer();

  @Test
  void its_key_verifies_what_it_signs_and_nothing_else() {
    byte[] text = "example.org/log\n3\nroot\n".getBytes(StandardCharsets.UTF_8);
    byte[] signature = signer().sign(text);
    NoteKey key = signer().key();
    assertThat(key.verifies(text, signature)).isTrue();
    text[0]++;
    assertThat(key.verifies(text, signature)).isFalse();
  }

  @Test
  void its_key_has_the_logs_name_and_stays_the_same() {
    NoteKey key = signer().key();
    assertThat(key.name()).isEqualTo("example.org/log");
    assertThat(key.kind()).isEqualTo(NoteKey.Kind.NOTE);
    assertThat(NoteKey.parse(key.toString())).isEqualTo(signer().key());
  }
}
