package dev.rekey.console.embedded.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rekey.activities.Pause;
import dev.rekey.activities.authority.succession.Succession;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.activities.target.Targets;
import dev.rekey.exercise.run.Outcome;
import dev.rekey.exercise.run.Tampering;
import dev.rekey.exercise.score.Grade;
import dev.rekey.exercise.score.Mark;
import dev.rekey.exercise.world.Twist;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.VersionId;
import dev.rekey.workflows.worker.Wire;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S09: a response to a lost authority that was made worse on purpose is worth visibly less. */
class WorseAuthorityTest {
  private static final String LOST = "lost-authority";
  private static final double VISIBLY = 5;

  @TempDir static Path folder;

  private static Playing playing;
  private static Outcome asItIs;

  @BeforeAll
  static void play_it_as_it_is() {
    playing = new Playing(folder);
    asItIs = playing.play(LOST, Twist.NONE);
  }

  @AfterAll
  static void stop() {
    playing.close();
  }

  /** The function that runs the steps, made worse by what this does with each call. */
  private record Worsened(Call call) implements Tampering {
    interface Real {
      /** Calls it as it is. */
      byte[] call(JsonNode asked);
    }

    interface Call {
      /** Answers it. */
      byte[] answer(JsonNode asked, Real real);
    }

    @Override
    public Targets targets(Targets real, Pause pause) {
      return real;
    }

    @Override
    public RequestStreamHandler steps(RequestStreamHandler real) {
      return (input, output, context) ->
          output.write(
              call.answer(
                  Wire.mapper().readTree(input),
                  asked -> {
                    ByteArrayOutputStream answer = new ByteArrayOutputStream();
                    try {
                      byte[] bytes = Wire.mapper().writeValueAsBytes(asked);
                      real.handleRequest(new ByteArrayInputStream(bytes), answer, context);
                    } catch (IOException e) {
                      throw new IllegalStateException("It reads from memory", e);
                    }
                    return answer.toByteArray();
                  }));
    }
  }

  private static JsonNode turned(JsonNode asked, String call) {
    return ((ObjectNode) asked.deepCopy()).put("call", call);
  }

  private static void worse(Outcome outcome, String... lines) {
    assertThat(outcome.card().score()).isLessThan(asItIs.card().score() - VISIBLY);
    assertThat(outcome.card().grade()).isGreaterThan(asItIs.card().grade());
    assertThat(outcome.card().marks())
        .filteredOn(Mark::finding)
        .extracting(Mark::id)
        .contains(lines);
  }

  @Test
  void as_it_is_it_passes_and_nobody_believes_the_old_authority_in_the_end() {
    assertThat(asItIs.card().marks()).filteredOn(Mark::finding).isEmpty();
    assertThat(asItIs.card().grade()).isEqualTo(Grade.P);
    assertThat(asItIs.alive()).isEmpty();
  }

  @Test
  void to_stop_it_before_two_persons_agreed_costs() {
    Worsened hasty =
        new Worsened(
            (asked, real) -> {
              if (asked.path("call").asText().equals("SNAPSHOT")) {
                real.call(turned(asked, "CONTAIN"));
              }
              return real.call(asked);
            });
    worse(playing.playWhole(LOST, hasty), "F2");
  }

  @Test
  void to_forget_the_certificate_that_nobody_issued_costs() {
    Worsened blind =
        new Worsened(
            (asked, real) ->
                real.call(
                    asked.path("call").asText().equals("HUNT")
                        ? turned(asked, "SNAPSHOT")
                        : asked));
    worse(playing.playWhole(LOST, blind), "E10", "E16");
  }

  @Test
  void to_look_for_forged_certificates_before_it_is_replaced_and_no_more_costs() {
    AtomicBoolean looked = new AtomicBoolean();
    Worsened once =
        new Worsened(
            (asked, real) ->
                real.call(
                    asked.path("call").asText().equals("HUNT") && looked.getAndSet(true)
                        ? turned(asked, "SNAPSHOT")
                        : asked));
    Outcome outcome = playing.playWhole(LOST, once);
    worse(outcome, "E16");
    assertThat(outcome.card().capped()).containsExactly("E16");
  }

  @Test
  void to_remove_the_old_trust_first_costs() {
    worse(
        playing.playWhole(
            LOST,
            store ->
                new Worsened(
                    (asked, real) -> {
                      byte[] answer = real.call(asked);
                      if (asked.path("phase").asText().equals("TRUST_BOTH")) {
                        believeTheNewestAlone(store);
                      }
                      return answer;
                    })),
        "F1");
  }

  private static void believeTheNewestAlone(SecretStore store) {
    SecretId secret = TlsCertificate.authoritySecret("mesh");
    VersionId there = store.current(secret).orElseThrow();
    Login kept = store.read(secret, there, Reader.rekey("make it worse")).orElseThrow();
    Succession now = Succession.of("mesh", kept);
    VersionId worse = new VersionId(UUID.randomUUID().toString());
    Succession hasty =
        new Succession(
            now.entered(),
            now.issuing(),
            now.members().stream().map(one -> one.believed(!one.name().equals("mesh"))).toList());
    store.stage(secret, worse, hasty.login());
    store.promote(secret, there, worse);
  }
}
