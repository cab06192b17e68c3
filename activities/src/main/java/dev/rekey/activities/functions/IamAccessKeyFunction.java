package dev.rekey.activities.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.rekey.activities.target.iamkey.IamKeyTarget;
import dev.rekey.model.credential.IamAccessKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The function {@code rekey-iam-access-key}: the steps of a rotation, for access keys of IAM users
 * alone. What it may do at IAM, its own role says.
 */
public final class IamAccessKeyFunction implements RequestStreamHandler {
  private final RequestStreamHandler steps =
      Deployed.rotation(IamAccessKey.class, IamKeyTarget::new);

  /** Called by AWS Lambda. */
  public IamAccessKeyFunction() {}

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    steps.handleRequest(input, output, context);
  }
}
