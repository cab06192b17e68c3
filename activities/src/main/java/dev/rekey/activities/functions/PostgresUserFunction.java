package dev.rekey.activities.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.rekey.activities.target.postgres.AwsRds;
import dev.rekey.activities.target.postgres.PostgresTarget;
import dev.rekey.model.credential.PostgresUser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The function {@code rekey-postgres-user}: the steps of a rotation, for PostgreSQL logins alone.
 */
public final class PostgresUserFunction implements RequestStreamHandler {
  private final RequestStreamHandler steps =
      Deployed.rotation(PostgresUser.class, () -> new PostgresTarget(new AwsRds()));

  /** Called by AWS Lambda. */
  public PostgresUserFunction() {}

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    steps.handleRequest(input, output, context);
  }
}
