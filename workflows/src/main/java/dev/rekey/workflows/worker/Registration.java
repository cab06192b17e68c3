package dev.rekey.workflows.worker;

import dev.rekey.workflows.rotation.SearchAttributes;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;

/** Tells a server which search attributes we use. */
public final class Registration {
  private Registration() {}

  /**
   * Registers what is missing. Temporal Cloud lets only its own console and {@code tcld} do that,
   * and refuses.
   *
   * @return whether the server knows them all now
   */
  public static boolean ensureSearchAttributes(WorkflowClient client) {
    String namespace = client.getOptions().getNamespace();
    OperatorServiceStubs operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder()
                .setChannel(client.getWorkflowServiceStubs().getRawChannel())
                .validateAndBuildWithDefaults());
    try {
      var known =
          operator
              .blockingStub()
              .listSearchAttributes(
                  ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build())
              .getCustomAttributesMap();
      AddSearchAttributesRequest.Builder missing =
          AddSearchAttributesRequest.newBuilder().setNamespace(namespace);
      SearchAttributes.ALL.stream()
          .filter(key -> !known.containsKey(key.getName()))
          .forEach(
              key ->
                  missing.putSearchAttributes(
                      key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
      if (missing.getSearchAttributesCount() > 0) {
        operator.blockingStub().addSearchAttributes(missing.build());
      }
      return true;
    } catch (StatusRuntimeException refused) {
      if (refused.getStatus().getCode() == Status.Code.PERMISSION_DENIED
          || refused.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
        return false;
      }
      throw refused;
    }
  }
}
