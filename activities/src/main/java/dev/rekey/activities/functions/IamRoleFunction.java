package dev.rekey.activities.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.rekey.activities.target.iamrole.IamRoleTarget;
import dev.rekey.model.credential.IamRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The function {@code rekey-iam-role}: the steps of a rotation, for the external ids of IAM roles
 * alone. It wires itself from its environment, once for each cold start.
 */
public final class IamRoleFunction implements RequestStreamHandler {
  private final RequestStreamHandler steps = Deployed.rotation(IamRole.class, IamRoleTarget::new);

  /** Called by AWS Lambda. */
  public IamRoleFunction() {}

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    steps.handleRequest(input, output, context);
  }
}
