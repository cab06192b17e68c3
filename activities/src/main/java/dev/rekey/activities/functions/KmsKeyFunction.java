package dev.rekey.activities.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.rekey.activities.target.kmskey.KmsKeyTarget;
import dev.rekey.model.credential.KmsKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The function {@code rekey-kms-key}: the steps of a rotation, for keys of KMS alone. It wires
 * itself from its environment, once for each cold start.
 */
public final class KmsKeyFunction implements RequestStreamHandler {
  private final RequestStreamHandler steps = Deployed.rotation(KmsKey.class, KmsKeyTarget::new);

  /** Called by AWS Lambda. */
  public KmsKeyFunction() {}

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    steps.handleRequest(input, output, context);
  }
}
