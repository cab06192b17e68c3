package dev.rekey.model.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {
  /** The example of C2SP's signed-note. */
  private static final String KEY =
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

  private static final String NOTE =
      """
      This is an example message.

      — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
      """;

  @Test
  void the_example_of_the_specification_verifies() {
    NoteKey key = NoteKey.parse(KEY);
    assertThat(SignedNote.parse(NOTE).by(key)).isPresent();
    assertThat(SignedNote.parse(NOTE).note()).isEqualTo(NOTE);
    assertThat(key).hasToString(KEY);
  }

  @Test
  void each_changed_bit_of_a_note_is_found() {
    NoteKey key = NoteKey.parse(KEY);
    byte[] note = NOTE.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < note.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        note[at] ^= (byte) (1 << bit);
        assertThat(verifies(note, key)).as("byte %d, bit %d", at, bit).isFalse();
        note[at] ^= (byte) (1 << bit);
      }
    }
  }

  private static boolean verifies(byte[] note, NoteKey key) {
    try {
      return SignedNote.parse(new String(note, StandardCharsets.UTF_8)).by(key).isPresent();
    } catch (IllegalArgumentException found) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no+key",
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+Aek="
      })
  void what_is_no_key_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> NoteKey.parse(text));
  }

  @Test
  void a_witness_signs_the_checkpoint_with_the_time() throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    NoteKey witness =
        NoteKey.ofX509(
            "witness.example/w1", NoteKey.Kind.COSIGNATURE, pair.getPublic().getEncoded());
    String text = new Checkpoint("example.org/log", 0, TreeHash.EMPTY).text();
    Instant at = Instant.ofEpochSecond(1_679_315_147);
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(pair.getPrivate());
    signer.update(("cosignature/v1\ntime 1679315147\n" + text).getBytes(StandardCharsets.UTF_8));
    NoteSignature cosignature = NoteSignature.by(witness, at, signer.sign());
    NoteSignature read = NoteSignature.parse(cosignature.line());
    assertThat(read.time()).contains(at);
    SignedNote note = new SignedNote(text, List.of(read));
    assertThat(note.by(NoteKey.parse(witness.toString()))).contains(read);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SignedNote(text + text, List.of(read)).by(witness));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.org/log\n1\n",
        "example.org/log\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "example.org/log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n",
        "example.org/log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nmore\n",
        "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
      })
  void what_is_no_checkpoint_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.parse(text));
  }
}
