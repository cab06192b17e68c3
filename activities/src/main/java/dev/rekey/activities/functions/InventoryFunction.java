package dev.rekey.activities.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The function {@code rekey-inventory}: what is due, and what is overdue. */
public final class InventoryFunction implements RequestStreamHandler {
  private final RequestStreamHandler questions = Deployed.inventory();

  /** Called by AWS Lambda. */
  public InventoryFunction() {}

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    questions.handleRequest(input, output, context);
  }
}
