package dev.rekey.workflows.worker;

import dev.rekey.workflows.rotation.SearchAttributes;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc.OperatorServiceBlockingStub;
import io.temporal.client.WorkflowClient;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import java.util.Map;
import java.util.Set;

/** Tells a server which search attributes we use. */
public final class Registration {
  private static final Set<Status.Code> NOT_OURS_TO_DO =
      Set.of(Status.Code.PERMISSION_DENIED, Status.Code.UNIMPLEMENTED);

  private Registration() {}

  /**
   * Registers what is missing. Temporal Cloud lets only its own console and {@code tcld} do that,
   * and refuses.
   *
   * @return whether the server knows them all now
   */
  public static boolean ensureSearchAttributes(WorkflowClient client) {
    OperatorServiceStubs operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder()
                .setChannel(client.getWorkflowServiceStubs().getRawChannel())
                .validateAndBuildWithDefaults());
    try {
      addMissing(operator.blockingStub(), client.getOptions().getNamespace());
      return true;
    } catch (StatusRuntimeException refused) {
      if (NOT_OURS_TO_DO.contains(refused.getStatus().getCode())) {
        return false;
      }
      throw refused;
    }
  }

  private static void addMissing(OperatorServiceBlockingStub operator, String namespace) {
    Map<String, IndexedValueType> known =
        operator
            .listSearchAttributes(
                ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build())
            .getCustomAttributesMap();
    AddSearchAttributesRequest.Builder missing =
        AddSearchAttributesRequest.newBuilder().setNamespace(namespace);
    SearchAttributes.ALL.stream()
        .map(SearchAttributeKey::getName)
        .filter(name -> !known.containsKey(name))
        .forEach(
            name -> missing.putSearchAttributes(name, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    if (missing.getSearchAttributesCount() > 0) {
      operator.addSearchAttributes(missing.build());
    }
  }
}
