package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.Deed;
import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.model.credential.OutageAcceptance;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that would get lost on the way to the server, so that nothing would be seen of them. */
class StrangeNamesTest extends PostgresSuite {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPPER and lower",
        "quote\" and ' and \\",
        "{comma,brace}",
        "NULL",
        "one\u0001two",
        "line\nfeed",
        "Übergröße",
        "sixty-three bytes 0123456789 0123456789 0123456789 0123456789 x"
      })
  void whatever_a_role_is_called_it_is_refused_and_its_sessions_end(String name) throws Exception {
    PostgresStrategy alone =
        new PostgresStrategy.SingleUser(
            name, new OutageAcceptance("erin", Instant.EPOCH, "nightly"));
    server.sql(
        "CREATE ROLE " + Enrolled.quoted(name) + " LOGIN PASSWORD '" + Enrolled.PLANTED + "'");
    server.sql(
        "GRANT %s TO %s WITH ADMIN TRUE, INHERIT FALSE, SET FALSE"
            .formatted(Enrolled.quoted(name), app.rotator().identity()));
    Suspect<PostgresUser> one =
        new Suspect<>(Enrolled.spec(alone, server.endpoint()), Optional.empty());
    try (Connection session = server.connect(name, Enrolled.PLANTED)) {
      assertThat(target.together().contain(app.rotator(), List.of(one)).getFirst().orThrow())
          .extracting(Deed::what)
          .anyMatch(it -> it.startsWith("ended: "));
      assertThat(session.isValid(2)).isFalse();
    }
    assertThat(target.together().living(app.rotator(), List.of(one)).getFirst().orThrow())
        .isEmpty();
    assertThat(target.reach(one, app.rotator(), Instant.EPOCH).could())
        .first()
        .isEqualTo("act as " + name);
    server.sql("DROP ROLE " + Enrolled.quoted(name));
  }
}
