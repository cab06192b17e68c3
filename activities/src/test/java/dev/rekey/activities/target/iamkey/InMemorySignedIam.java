package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.secret.Login;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.IamServiceClientConfiguration;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.IamException;

/** IAM in memory, as somebody with a key meets it. */
final class InMemorySignedIam implements IamClient {
  private final InMemoryIam iam;
  private final Login login;

  InMemorySignedIam(InMemoryIam iam, Login login) {
    this.iam = iam;
    this.login = login;
  }

  @Override
  public GetUserResponse getUser(GetUserRequest request) {
    IamHistory.Made key = iam.shown().keys().get(login.identity());
    if (key == null || !key.active() || !key.secret().equals(login.value().reveal())) {
      throw IamException.builder()
          .awsErrorDetails(InMemoryIam.error("InvalidClientTokenId"))
          .statusCode(403)
          .build();
    }
    return iam.getUser(GetUserRequest.builder().userName(key.user()).build());
  }

  @Override
  public IamServiceClientConfiguration serviceClientConfiguration() {
    return iam.serviceClientConfiguration();
  }

  @Override
  public String serviceName() {
    return IamClient.SERVICE_NAME;
  }

  @Override
  public void close() {}
}
