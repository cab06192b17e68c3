package dev.rekey.activities.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.rekey.activities.target.Targets;
import dev.rekey.activities.target.postgres.PostgresTarget;
import dev.rekey.activities.target.rotationfunction.RotationFunctionTarget;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.RotationFunction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The function {@code rekey-rotation-function}: the steps of a rotation, for what rotation
 * functions of users' own rotate: PostgreSQL logins.
 */
public final class RotationFunctionFunction implements RequestStreamHandler {
  private final RequestStreamHandler steps =
      Deployed.rotation(
          RotationFunction.class,
          () -> new RotationFunctionTarget(Targets.only(PostgresUser.class, new PostgresTarget())));

  /** Called by AWS Lambda. */
  public RotationFunctionFunction() {}

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    steps.handleRequest(input, output, context);
  }
}
