package dev.rekey.activities.target.postgres;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rekey.activities.testing.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The contract on a version before 16, where CREATEROLE alone administers; skipped where none is
 * installed.
 */
class OlderServerTest extends AlternatingUsersTest {
  private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");

  @Override
  PostgresServer open() {
    assumeTrue(Files.exists(PROGRAMS.resolve("postgres")), "PostgreSQL 15 is not installed");
    return PostgresServer.start(PROGRAMS);
  }
}
