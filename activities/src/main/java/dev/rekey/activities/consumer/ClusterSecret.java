package dev.rekey.activities.consumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.model.consumer.Consumer;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One secret in a cluster: read, and changed as it was read. */
final class ClusterSecret implements AutoCloseable {
  private static final PatchContext PATCH =
      new PatchContext.Builder()
          .withPatchType(PatchType.JSON_MERGE)
          .withFieldManager("rekey")
          .build();

  private final KubernetesClient client;
  private final Consumer.KubernetesSecret consumer;

  ClusterSecret(KubernetesClient client, Consumer.KubernetesSecret consumer) {
    this.client = client;
    this.consumer = consumer;
  }

  Secret read() {
    return there(call("read", () -> resource().get()));
  }

  /** Only these fields, and only if nobody changed the secret since it was read. */
  Secret change(Secret read, ClusterContent content) {
    String patch =
        json(
            Map.of(
                "metadata",
                Map.of(
                    "resourceVersion",
                    read.getMetadata().getResourceVersion(),
                    "annotations",
                    Map.of(content.annotation(), content.mark())),
                "data",
                content.data()));
    return there(call("change", () -> resource().patch(PATCH, patch)));
  }

  private Resource<Secret> resource() {
    return client.secrets().inNamespace(consumer.namespace()).withName(consumer.name());
  }

  private Secret there(@Nullable Secret secret) {
    if (secret == null) {
      throw gone();
    }
    return secret;
  }

  private <T> T call(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (KubernetesClientException e) { // its words are the server's
      throw failure(what, e.getCode());
    }
  }

  private StepFailedException failure(String what, int status) {
    String name = "the Kubernetes secret " + consumer.place();
    return switch (status) {
      case 401 -> Unreachable.because("the cluster does not let Rekey in, to " + what + " " + name);
      case 403 -> Unreachable.because("the cluster does not allow Rekey to " + what + " " + name);
      case 404 -> gone();
      case 409 ->
          Unreachable.because(
              name + " was changed by somebody else meanwhile; it is looked at again");
      case 400, 422 -> Unreachable.because("the cluster refuses what would be put into " + name);
      case -1, 0 -> Unreachable.because("the cluster gives no answer, to " + what + " " + name);
      default ->
          Unreachable.because(
              "the cluster answers " + status + " to who would " + what + " " + name);
    };
  }

  private StepFailedException gone() {
    return Unreachable.because(
        "there is no Kubernetes secret " + consumer.place() + "; make it once by hand");
  }

  private static String json(Map<String, ?> patch) {
    try {
      return Wire.mapper().writeValueAsString(patch);
    } catch (JsonProcessingException e) { // its message may quote the value
      throw new IllegalStateException("Texts have a JSON form");
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
