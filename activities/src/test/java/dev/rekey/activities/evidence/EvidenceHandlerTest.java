package dev.rekey.activities.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.Wire;
import dev.rekey.model.FailureCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceHandlerTest {
  @TempDir Path folder;
  private KeptLog log;

  @BeforeEach
  void open() {
    log = new KeptLog(folder);
    log.append(1, 3);
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void a_log_that_is_signed_and_copied_is_kept_and_that_is_no_error() throws IOException {
    EvidenceAnswer answer = call();
    assertThat(Wire.mapper().writeValueAsString(answer)).isEqualTo("{\"answer\":\"kept\"}");
    assertThatCode(answer::requireKept).doesNotThrowAnyException();
  }

  @Test
  void a_signer_that_is_away_is_a_failure_until_it_is_back() throws IOException {
    call();
    Path key = folder.resolve("evidence.key");
    Files.move(key, folder.resolve("elsewhere"));
    EvidenceAnswer answer = call();
    assertThat(answer.answer()).isEqualTo("failed");
    assertThat(answer.code()).hasValue(FailureCode.SIGNER_UNAVAILABLE);
    assertThatThrownBy(answer::requireKept).hasMessageContaining("is gone; restore it");
    Files.move(folder.resolve("elsewhere"), key);
    assertThat(call().answer()).isEqualTo("kept");
  }

  @Test
  void a_mirror_that_is_away_is_told_although_the_log_is_signed() throws IOException {
    Files.writeString(folder.resolve("mirror"), "no folder");
    EvidenceAnswer answer = call();
    assertThat(answer.answer()).isEqualTo("lags");
    assertThat(answer.code()).isEmpty();
    assertThat(log.latest().by(log.key())).isPresent();
    assertThatThrownBy(answer::requireKept)
        .isInstanceOf(EvidenceLagsException.class)
        .hasMessageContaining(folder.resolve("mirror").toString());
  }

  private EvidenceAnswer call() throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    new EvidenceHandler(log.keeper()).handleRequest(InputStream.nullInputStream(), answer, null);
    return EvidenceAnswer.parse(answer.toByteArray());
  }
}
