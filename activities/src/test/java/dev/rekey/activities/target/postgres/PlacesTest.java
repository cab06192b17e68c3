package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.target.Outcome;
import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PasswordPolicy;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresStrategy.AlternatingUsers;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private final Places places = new Places(new Whereabouts(Rds.NONE, InstantSource.system()));

  private static Suspect<PostgresUser> at(String host) {
    return new Suspect<>(
        new PostgresUser(
            new SecretId("orders/" + host),
            List.of(new PostgresEndpoint(host, 5432, "orders", false, Optional.empty())),
            new SecretId("orders/rotator"),
            AlternatingUsers.of("orders"),
            PasswordPolicy.DEFAULT,
            Optional.empty()),
        Optional.empty());
  }

  @Test
  void a_place_at_which_the_question_breaks_fails_alone_and_without_the_words_of_what_broke() {
    List<Outcome<String>> answers =
        places.ask(
            List.of(at("broken"), at("sound")),
            (here, there) -> {
              if (here.spec().endpoints().getFirst().host().equals("broken")) {
                throw new IllegalStateException("password hunter2 is not what it should be");
              }
              return Collections.nCopies(there.size(), new Outcome.Done<>("asked"));
            });
    assertThat(answers.getLast()).isEqualTo(new Outcome.Done<>("asked"));
    assertThat(answers.getFirst())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            it -> {
              assertThat(it.failure().code()).isEqualTo(FailureCode.UNEXPECTED);
              assertThat(it.failure().reason()).doesNotContain("hunter2");
            });
  }
}
