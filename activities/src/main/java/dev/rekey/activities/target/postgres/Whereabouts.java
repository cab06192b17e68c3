package dev.rekey.activities.target.postgres;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.target.postgres.Rds.Described;
import dev.rekey.activities.target.postgres.Rds.Server;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.RdsDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a credential's logins are honoured at this moment: as it was typed, or as RDS says, which
 * is asked again for every step. An answer is kept for a few seconds, since a step asks many times;
 * the last one is remembered for a response alone, which refuses first and looks for the rest
 * afterwards.
 */
final class Whereabouts {
  private static final Duration KEPT = Duration.ofSeconds(5);

  private final Rds rds;
  private final InstantSource clock;
  private final Map<RdsDatabase, Answer> answers = new ConcurrentHashMap<>();

  Whereabouts(Rds rds, InstantSource clock) {
    this.rds = rds;
    this.clock = clock;
  }

  private record Answer(Described described, Instant at) {}

  /**
   * What is known of them.
   *
   * @param spec the credential at the endpoints that are known
   * @param gap why these may not be all
   */
  record Known(PostgresUser spec, Optional<StepFailedException> gap) {
    /** All of them, the one that takes writes first. */
    PostgresUser all() {
      gap.ifPresent(
          failure -> {
            throw failure;
          });
      return spec;
    }
  }

  /**
   * The credential at all its endpoints.
   *
   * @throws StepFailedException if they cannot be read, or one has no address yet
   */
  PostgresUser now(PostgresUser spec) {
    return known(spec).all();
  }

  /**
   * The same as far as it is known. Never throws.
   *
   * @return with no endpoint at all if nothing is known
   */
  Known known(PostgresUser spec) {
    return spec.rds()
        .map(database -> known(spec, database))
        .orElseGet(() -> new Known(spec, Optional.empty()));
  }

  private Known known(PostgresUser spec, RdsDatabase database) {
    try {
      Described described = described(database);
      return new Known(spec.at(endpoints(spec, described)), gap(spec, database, described));
    } catch (StepFailedException failure) {
      List<PostgresEndpoint> last =
          Optional.ofNullable(answers.get(database))
              .map(answer -> endpoints(spec, answer.described()))
              .orElseGet(spec::endpoints);
      return new Known(spec.at(last), Optional.of(failure));
    }
  }

  private Described described(RdsDatabase database) {
    @Nullable Answer kept = answers.get(database);
    Instant now = clock.instant();
    if (kept != null && !now.isBefore(kept.at()) && now.isBefore(kept.at().plus(KEPT))) {
      return kept.described();
    }
    Described described = rds.describe(database);
    answers.put(database, new Answer(described, now));
    return described;
  }

  private static List<PostgresEndpoint> endpoints(PostgresUser spec, Described described) {
    List<PostgresEndpoint> all = new ArrayList<>();
    described.servers().stream()
        .filter(Server::writer)
        .forEach(one -> one.at().ifPresent(all::add));
    described.servers().stream()
        .filter(one -> !one.writer())
        .forEach(one -> one.at().ifPresent(all::add));
    spec.endpoints().stream().filter(typed -> !all.contains(typed)).forEach(all::add);
    return all;
  }

  private static Optional<StepFailedException> gap(
      PostgresUser spec, RdsDatabase database, Described described) {
    if (!spec.endpoints().stream().allMatch(PostgresEndpoint::replica)) {
      return Optional.of(Refusals.badRequest("RDS tells which server takes writes; name replicas"));
    }
    if (described.global() && spec.endpoints().isEmpty()) {
      return Optional.of(
          Refusals.badRequest(
              database.name()
                  + " is part of a global database, whose servers in other regions RDS does not"
                  + " tell of here: name each with --replica"));
    }
    if (described.servers().stream().noneMatch(Server::writer)) {
      return Optional.of(
          Refusals.unavailable(database.name() + " has no server that takes writes now"));
    }
    return described.servers().stream()
        .filter(one -> one.at().isEmpty())
        .findFirst()
        .map(
            one ->
                Refusals.unavailable(one.id() + " of " + database.name() + " has no address yet"));
  }
}
