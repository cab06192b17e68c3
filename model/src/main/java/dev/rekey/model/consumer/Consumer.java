package dev.rekey.model.consumer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rekey.model.credential.SecretId;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A workload that uses a credential. It counts as moved once it acknowledged the new version. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Consumer.Pull.class, name = "pull"),
  @JsonSubTypes.Type(value = Consumer.FilePush.class, name = "file"),
  @JsonSubTypes.Type(value = Consumer.Webhook.class, name = "webhook"),
  @JsonSubTypes.Type(value = Consumer.AcmImport.class, name = "acm"),
  @JsonSubTypes.Type(value = Consumer.KubernetesSecret.class, name = "kubernetes-secret")
})
public sealed interface Consumer {
  /** Its name. */
  ConsumerId id();

  /** The secret it uses. */
  SecretId secret();

  /** The person who answers for it. */
  String owner();

  /**
   * Reads the value from the door by itself, and acknowledges. Its principal has the consumer's
   * name.
   */
  record Pull(ConsumerId id, SecretId secret, String owner) implements Consumer {}

  /**
   * Gets a file, replaced atomically, and a reload command whose exit code 0 is the
   * acknowledgement.
   *
   * @param path where, absolute; only below the folders that the operator allows
   * @param reload program and arguments, never a shell line; empty for none; only allowed programs
   */
  record FilePush(ConsumerId id, SecretId secret, String owner, String path, List<String> reload)
      implements Consumer {
    private static final String KEYSTORE = ".p12";

    /** Copies the list. */
    public FilePush {
      reload = List.copyOf(reload);
    }

    /** The secret with what opens its key store, if its file is one; nobody else's. */
    @JsonIgnore
    public Optional<SecretId> keystorePassword() {
      return path.endsWith(KEYSTORE)
          ? Optional.of(new SecretId(id + "/keystore"))
          : Optional.empty();
    }
  }

  /**
   * Is told of a new version (never its value), pulls it as a {@link Pull} does, and answers with a
   * signed acknowledgement.
   *
   * @param url where; https, unless loopback
   * @param signingKey the secret with the key that both sides sign with (HMAC-SHA-256)
   */
  record Webhook(ConsumerId id, SecretId secret, String owner, URI url, SecretId signingKey)
      implements Consumer {}

  /**
   * Takes its certificate from AWS Certificate Manager, as load balancers do: each version is
   * imported in place of the last one. That ACM shows it is the acknowledgement.
   *
   * @param certificate the ARN of a certificate that was imported; it stays the same
   */
  record AcmImport(ConsumerId id, SecretId secret, String owner, String certificate)
      implements Consumer {
    private static final Pattern ARN =
        Pattern.compile("arn:aws[a-z-]*:acm:([a-z0-9-]+):\\d{12}:certificate/[0-9A-Za-z-]{1,64}");

    /**
     * Checks the ARN.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    public AcmImport {
      if (!ARN.matcher(certificate).matches()) {
        throw new IllegalArgumentException(
            "A certificate in ACM is named by its ARN, such as"
                + " arn:aws:acm:eu-central-1:123456789012:certificate/...");
      }
    }

    /** Where it is. */
    @JsonIgnore
    public String region() {
      return certificate.split(":", 5)[3];
    }
  }

  /**
   * Takes its certificate from a secret of Kubernetes, as ingresses and pods do: key and
   * certificate are replaced in one that is there. That the cluster shows them is the
   * acknowledgement.
   *
   * @param namespace where the secret is
   * @param name its name
   * @param context which cluster, and as whom: a context of the kubeconfig; where it is empty, the
   *     current one, or the cluster that Rekey runs in
   */
  record KubernetesSecret(
      ConsumerId id,
      SecretId secret,
      String owner,
      String namespace,
      String name,
      Optional<String> context)
      implements Consumer {
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern NAMESPACE = Pattern.compile(LABEL);
    private static final Pattern NAME =
        Pattern.compile("(?=.{1,253}$)" + LABEL + "(\\." + LABEL + ")*");
    private static final Pattern CONTEXT = Pattern.compile("[!-+\\--~]{1,253}");

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    public KubernetesSecret {
      if (!NAMESPACE.matcher(namespace).matches() || !NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "A secret of Kubernetes is named NAMESPACE/NAME, such as shop/web-tls");
      }
      if (context.isPresent() && !CONTEXT.matcher(context.get()).matches()) {
        throw new IllegalArgumentException(
            "A context of the kubeconfig has no spaces and no commas in its name");
      }
    }

    /** Which secret it is, as the operator allows it: {@code NAMESPACE/NAME[@CONTEXT]}. */
    @JsonIgnore
    public String place() {
      return namespace + "/" + name + context.map(one -> "@" + one).orElse("");
    }
  }
}
