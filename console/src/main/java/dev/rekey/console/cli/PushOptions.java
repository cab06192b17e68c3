package dev.rekey.console.cli;

import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.SecretId;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a consumer is told of a new version; one that is not told pulls. */
final class PushOptions {
  @Option(
      names = "--file",
      paramLabel = "PATH",
      description = "Push: replace this file on the server's machine.")
  @Nullable String file;

  @Option(
      names = "--reload",
      paramLabel = "WORD",
      description = "With --file: the program to run then, and its arguments, one each.")
  List<String> reload = new ArrayList<>();

  @Option(
      names = "--webhook",
      paramLabel = "URL",
      description = "Push: call this address, which then pulls.")
  @Nullable URI webhook;

  @Option(
      names = "--signing-key",
      paramLabel = "NAME",
      description = "With --webhook: the secret that signs; default: NAME/signing.")
  @Nullable String signingKey;

  @Option(
      names = "--acm",
      paramLabel = "ARN",
      description = "Push: import each certificate in place of this one in ACM.")
  @Nullable String acm;

  @Option(
      names = "--kubernetes-secret",
      paramLabel = "NAMESPACE/NAME",
      description = "Push: put each certificate into this secret of Kubernetes.")
  @Nullable String kubernetesSecret;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description =
          "With --kubernetes-secret: a context of the server's kubeconfig; default: the current"
              + " one, or the cluster that the server runs in.")
  @Nullable String context;

  /** The consumer that these options describe. */
  Consumer consumer(ConsumerId id, SecretId secret, String owner) {
    long ways = Stream.of(file, webhook, acm, kubernetesSecret).filter(way -> way != null).count();
    if (ways > 1) {
      throw CommandFailure.usage("A consumer gets a file, a webhook call or an import, not two");
    }
    if (acm != null) {
      return imported(id, secret, owner, acm);
    }
    if (kubernetesSecret != null) {
      return clusterSecret(id, secret, owner, kubernetesSecret);
    }
    if (file != null) {
      return new Consumer.FilePush(id, secret, owner, file, reload);
    }
    if (webhook != null) {
      String key = signingKey == null ? id + "/signing" : signingKey;
      return new Consumer.Webhook(id, secret, owner, webhook, Known.secret(key));
    }
    return new Consumer.Pull(id, secret, owner);
  }

  private static Consumer imported(ConsumerId id, SecretId secret, String owner, String arn) {
    try {
      return new Consumer.AcmImport(id, secret, owner, arn);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  private Consumer clusterSecret(ConsumerId id, SecretId secret, String owner, String place) {
    String[] names = place.split("/", 2);
    try {
      return new Consumer.KubernetesSecret(
          id,
          secret,
          owner,
          names[0],
          names.length < 2 ? "" : names[1],
          Optional.ofNullable(context));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }
}
