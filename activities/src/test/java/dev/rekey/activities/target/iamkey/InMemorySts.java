package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.secret.Login;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

/** STS beside {@link InMemoryIam}, for one key. */
final class InMemorySts implements StsClient {
  /** The account of everybody here. */
  static final String ACCOUNT = "123456789012";

  /** A region where nobody answers. */
  static final String NOWHERE = "xx-nowhere-1";

  private static final int FORBIDDEN = 403;

  private final InMemoryIam iam;
  private final Login login;

  InMemorySts(InMemoryIam iam, Login login) {
    this.iam = iam;
    this.login = login;
  }

  @Override
  public String serviceName() {
    return StsClient.SERVICE_NAME;
  }

  @Override
  public void close() {}

  @Override
  public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
    IamHistory.Made key = iam.shown().keys().get(login.identity());
    if (key == null || !key.active()) {
      throw refused("InvalidClientTokenId");
    }
    if (!key.secret().equals(login.value().reveal())) {
      throw refused("SignatureDoesNotMatch");
    }
    iam.use(login.identity(), "sts");
    return GetCallerIdentityResponse.builder()
        .account(ACCOUNT)
        .arn("arn:aws:iam::" + ACCOUNT + ":user/path/" + key.user())
        .build();
  }

  private static RuntimeException refused(String code) {
    return StsException.builder()
        .awsErrorDetails(InMemoryIam.error(code))
        .statusCode(FORBIDDEN)
        .build();
  }
}
