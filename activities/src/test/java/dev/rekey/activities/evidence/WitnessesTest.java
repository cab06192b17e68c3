package dev.rekey.activities.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.rekey.model.transparency.Checkpoint;
import dev.rekey.model.transparency.NoteKey;
import dev.rekey.model.transparency.NoteSignature;
import dev.rekey.model.transparency.Proofs;
import dev.rekey.model.transparency.SignedNote;
import dev.rekey.model.transparency.TreeHash;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessesTest {
  private static final Instant NOW = Instant.parse("2026-11-25T03:00:00Z");

  @TempDir Path folder;
  private KeptLog log;
  private Path key;

  @BeforeEach
  void open() {
    log = new KeptLog(folder);
    key = folder.resolve("witness.key");
    PrivateKeyFile.create(key, "witness.example/w1", NoteKey.Kind.COSIGNATURE);
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void a_witness_with_a_key_in_a_file_vouches_for_a_log_that_grows() {
    Witness witness = new FileWitness(key, InstantSource.fixed(NOW));
    log.append(1, 3);
    log.keeper(witness).keep();
    log.append(4, 9);
    log.keeper(witness).keep();
    assertThat(log.latest().by(witness.key()).flatMap(NoteSignature::time)).contains(NOW);
    assertThat(Files.exists(folder.resolve("witness.key.seen"))).isTrue();
  }

  @Test
  void it_does_not_vouch_for_another_log_and_everything_else_goes_on() throws IOException {
    Witness witness = new FileWitness(key, InstantSource.fixed(NOW));
    Files.writeString(
        folder.resolve("witness.key.seen"),
        new Checkpoint("example.org/log", 2, TreeHash.EMPTY).text());
    log.append(1, 3);
    log.keeper(witness).keep();
    assertThat(log.latest().by(witness.key())).isEmpty();
    assertThat(log.problem(witness.key().toString()))
        .contains("saw a log of 2 leaves, which this one does not continue");
    assertThat(log.problem(folder.resolve("mirror").toString())).isEmpty();
  }

  @Test
  void a_witness_over_http_is_asked_from_what_it_saw_and_says_so_if_we_forgot() throws IOException {
    try (HttpWitnessDouble other = new HttpWitnessDouble(PrivateKeyFile.open(key))) {
      Witness witness = new HttpWitness(other.prefix(), PrivateKeyFile.open(key).key());
      log.append(1, 3);
      log.keeper(witness).keep();
      log.database.ledger().change("DELETE FROM rekey.evidence_outlet");
      log.append(4, 300);
      log.keeper(witness).keep();
      assertThat(log.latest().by(witness.key())).isPresent();
      assertThat(other.answered).containsExactly(200, 409, 200);
    }
    log.append(301, 302);
    log.keeper(new HttpWitness("http://127.0.0.1:1", PrivateKeyFile.open(key).key())).keep();
    assertThat(log.problem(PrivateKeyFile.open(key).key().toString()))
        .contains("cannot be reached");
  }

  /** A witness as C2SP tlog-witness describes it. */
  private static final class HttpWitnessDouble implements AutoCloseable {
    private final PrivateKeyFile key;
    private final HttpServer server;
    private final List<Integer> answered = new ArrayList<>();
    private Optional<Checkpoint> last = Optional.empty();

    HttpWitnessDouble(PrivateKeyFile key) throws IOException {
      this.key = key;
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/w/add-checkpoint",
          exchange -> {
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Answer answer = answer(body);
            answered.add(answer.status());
            byte[] text = answer.text().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
          });
      server.start();
    }

    private record Answer(int status, String text) {}

    private Answer answer(String body) {
      int empty = body.indexOf("\n\n");
      List<String> lines = body.substring(0, empty).lines().toList();
      SignedNote note = SignedNote.parse(body.substring(empty + 2));
      Checkpoint next = Checkpoint.parse(note.text());
      long known = last.map(Checkpoint::size).orElse(0L);
      if (!lines.getFirst().equals("old " + known)) {
        return new Answer(409, known + "\n");
      }
      List<TreeHash> proof = lines.subList(1, lines.size()).stream().map(TreeHash::parse).toList();
      if (last.isPresent() && !Proofs.consistent(last.get(), next, proof)) {
        return new Answer(422, "");
      }
      last = Optional.of(next);
      byte[] signature = key.sign(NoteSignature.cosigned(note.text(), NOW));
      return new Answer(200, NoteSignature.by(key.key(), NOW, signature).line() + "\n");
    }

    String prefix() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + "/w/";
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
