package dev.rekey.activities.target.iamkey;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ListMfaDevicesRequest;
import software.amazon.awssdk.services.iam.model.ListMfaDevicesResponse;
import software.amazon.awssdk.services.iam.model.ListServiceSpecificCredentialsRequest;
import software.amazon.awssdk.services.iam.model.ListServiceSpecificCredentialsResponse;
import software.amazon.awssdk.services.iam.model.ListSigningCertificatesRequest;
import software.amazon.awssdk.services.iam.model.ListSigningCertificatesResponse;
import software.amazon.awssdk.services.iam.model.ListSshPublicKeysRequest;
import software.amazon.awssdk.services.iam.model.ListSshPublicKeysResponse;
import software.amazon.awssdk.services.iam.model.MFADevice;
import software.amazon.awssdk.services.iam.model.SSHPublicKeyMetadata;
import software.amazon.awssdk.services.iam.model.ServiceSpecificCredentialMetadata;
import software.amazon.awssdk.services.iam.model.SigningCertificate;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.UpdateServiceSpecificCredentialRequest;
import software.amazon.awssdk.services.iam.model.UpdateServiceSpecificCredentialResponse;
import software.amazon.awssdk.services.iam.model.UpdateSigningCertificateRequest;
import software.amazon.awssdk.services.iam.model.UpdateSigningCertificateResponse;
import software.amazon.awssdk.services.iam.model.UpdateSshPublicKeyRequest;
import software.amazon.awssdk.services.iam.model.UpdateSshPublicKeyResponse;

/** SSH keys (APKA...), signing certificates (CERT...) and credentials of services (ACCA...). */
abstract class InMemoryOtherCredentials implements IamClient {
  private final Map<String, StatusType> others = new TreeMap<>();
  private final Map<String, Instant> devices = new TreeMap<>(Map.of("mfa/phone", Instant.EPOCH));

  /** When each MFA device was set up, by its serial number. */
  Map<String, Instant> devices() {
    return devices;
  }

  /** By their ids, of which the first letters are the kind. */
  Map<String, StatusType> others() {
    return others;
  }

  private Stream<Map.Entry<String, StatusType>> of(String kind) {
    return others.entrySet().stream().filter(it -> it.getKey().startsWith(kind));
  }

  private void set(String id, StatusType status) {
    if (others.replace(id, status) == null) {
      throw InMemoryPolicies.none();
    }
  }

  @Override
  public ListMfaDevicesResponse listMFADevices(ListMfaDevicesRequest request) {
    return ListMfaDevicesResponse.builder()
        .mfaDevices(
            devices.entrySet().stream()
                .map(
                    it ->
                        MFADevice.builder()
                            .serialNumber(it.getKey())
                            .enableDate(it.getValue())
                            .build())
                .toList())
        .build();
  }

  @Override
  public ListSshPublicKeysResponse listSSHPublicKeys(ListSshPublicKeysRequest request) {
    return ListSshPublicKeysResponse.builder()
        .sshPublicKeys(
            of("APKA")
                .map(
                    it ->
                        SSHPublicKeyMetadata.builder()
                            .sshPublicKeyId(it.getKey())
                            .status(it.getValue())
                            .build())
                .toList())
        .build();
  }

  @Override
  public UpdateSshPublicKeyResponse updateSSHPublicKey(UpdateSshPublicKeyRequest request) {
    set(request.sshPublicKeyId(), request.status());
    return UpdateSshPublicKeyResponse.builder().build();
  }

  @Override
  public ListSigningCertificatesResponse listSigningCertificates(
      ListSigningCertificatesRequest request) {
    return ListSigningCertificatesResponse.builder()
        .certificates(
            of("CERT")
                .map(
                    it ->
                        SigningCertificate.builder()
                            .certificateId(it.getKey())
                            .status(it.getValue())
                            .build())
                .toList())
        .build();
  }

  @Override
  public UpdateSigningCertificateResponse updateSigningCertificate(
      UpdateSigningCertificateRequest request) {
    set(request.certificateId(), request.status());
    return UpdateSigningCertificateResponse.builder().build();
  }

  @Override
  public ListServiceSpecificCredentialsResponse listServiceSpecificCredentials(
      ListServiceSpecificCredentialsRequest request) {
    return ListServiceSpecificCredentialsResponse.builder()
        .serviceSpecificCredentials(
            of("ACCA")
                .map(
                    it ->
                        ServiceSpecificCredentialMetadata.builder()
                            .serviceSpecificCredentialId(it.getKey())
                            .serviceName("bedrock.amazonaws.com")
                            .status(it.getValue())
                            .build())
                .toList())
        .build();
  }

  @Override
  public UpdateServiceSpecificCredentialResponse updateServiceSpecificCredential(
      UpdateServiceSpecificCredentialRequest request) {
    set(request.serviceSpecificCredentialId(), request.status());
    return UpdateServiceSpecificCredentialResponse.builder().build();
  }
}
