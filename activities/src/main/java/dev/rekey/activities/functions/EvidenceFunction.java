package dev.rekey.activities.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.rekey.activities.evidence.EvidenceAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The function {@code rekey-evidence}: keeps the evidence log. A schedule calls it, which reads no
 * answer: what does not go well is an error, which an alarm hears of.
 */
public final class EvidenceFunction implements RequestStreamHandler {
  private final RequestStreamHandler evidence;

  /** Called by AWS Lambda. */
  public EvidenceFunction() {
    this(Deployed.evidence());
  }

  EvidenceFunction(RequestStreamHandler evidence) {
    this.evidence = evidence;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    evidence.handleRequest(input, bytes, context);
    EvidenceAnswer.parse(bytes.toByteArray()).requireKept();
    output.write(bytes.toByteArray());
  }
}
