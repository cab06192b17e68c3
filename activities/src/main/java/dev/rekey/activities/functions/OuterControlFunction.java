package dev.rekey.activities.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The function {@code rekey-outer-control}: denies principals something from outside their account.
 * It alone may assume the role that can, and has neither ledger nor store.
 */
public final class OuterControlFunction implements RequestStreamHandler {
  private final RequestStreamHandler controls = Deployed.outerControl();

  /** Called by AWS Lambda. */
  public OuterControlFunction() {}

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    controls.handleRequest(input, output, context);
  }
}
