package dev.rekey.activities.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.rekey.activities.authority.EveryAuthority;
import dev.rekey.activities.target.certificate.TlsCertificateTarget;
import dev.rekey.model.credential.TlsCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The function {@code rekey-tls-certificate}: the steps of a rotation, for certificates alone. It
 * wires itself from its environment, once for each cold start.
 */
public final class TlsCertificateFunction implements RequestStreamHandler {
  private final RequestStreamHandler steps =
      Deployed.rotation(
          TlsCertificate.class, () -> new TlsCertificateTarget(EveryAuthority.remote()));

  /** Called by AWS Lambda. */
  public TlsCertificateFunction() {}

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    steps.handleRequest(input, output, context);
  }
}
