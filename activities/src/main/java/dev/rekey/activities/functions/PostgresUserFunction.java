package dev.rekey.activities.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.rekey.activities.target.Targets;
import dev.rekey.activities.target.postgres.PostgresTarget;
import dev.rekey.model.credential.PostgresUser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The function {@code rekey-postgres-user}: the steps of a rotation, for PostgreSQL logins alone.
 * It wires itself from its environment, once for each cold start.
 */
public final class PostgresUserFunction implements RequestStreamHandler {
  private final RequestStreamHandler steps =
      FunctionSettings.of(System.getenv())
          .rotation(Targets.only(PostgresUser.class, new PostgresTarget()));

  /** Called by AWS Lambda. */
  public PostgresUserFunction() {}

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    steps.handleRequest(input, output, context);
  }
}
