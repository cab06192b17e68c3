package dev.rekey.activities.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The function {@code rekey-notices}: tells people. */
public final class NoticesFunction implements RequestStreamHandler {
  private final RequestStreamHandler notices = Deployed.notices();

  /** Called by AWS Lambda. */
  public NoticesFunction() {}

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    notices.handleRequest(input, output, context);
  }
}
