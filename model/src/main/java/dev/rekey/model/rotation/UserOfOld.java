package dev.rekey.model.rotation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rekey.model.consumer.ConsumerId;
import java.time.Instant;
import java.util.List;

/** Somebody because of whom the old version must not be revoked yet. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "user")
@JsonSubTypes({
  @JsonSubTypes.Type(value = UserOfOld.ConsumerBehind.class, name = "consumer-behind"),
  @JsonSubTypes.Type(value = UserOfOld.OpenSession.class, name = "open-session"),
  @JsonSubTypes.Type(value = UserOfOld.UnknownReader.class, name = "unknown-reader"),
  @JsonSubTypes.Type(value = UserOfOld.LateLog.class, name = "late-log"),
  @JsonSubTypes.Type(value = UserOfOld.KeyUse.class, name = "key-use"),
  @JsonSubTypes.Type(value = UserOfOld.KeyCaller.class, name = "key-caller"),
  @JsonSubTypes.Type(value = UserOfOld.EncryptedUnder.class, name = "encrypted-under"),
  @JsonSubTypes.Type(value = UserOfOld.EndpointBehind.class, name = "endpoint-behind")
})
public sealed interface UserOfOld {
  /** One line for the operator: who, and what to do. */
  @JsonIgnore
  String sentence();

  /**
   * A registered consumer has not acknowledged the new version.
   *
   * @param consumer which one
   * @param owner the person to ask
   * @param holds what it acknowledged last, in words
   */
  record ConsumerBehind(ConsumerId consumer, String owner, String holds) implements UserOfOld {
    @Override
    public String sentence() {
      return "consumer " + consumer + " (owner " + owner + ") still holds " + holds;
    }
  }

  /**
   * A session that the old version opened is still there.
   *
   * @param identity the login role
   * @param application what it calls itself
   * @param address where it comes from
   * @param since when it logged in
   */
  record OpenSession(String identity, String application, String address, Instant since)
      implements UserOfOld {
    @Override
    public String sentence() {
      String name = application.isBlank() ? "an unnamed client" : application;
      return name + " at " + address + " is logged in as " + identity + " since " + since;
    }
  }

  /**
   * Somebody who is not a registered consumer read the old version from the secret store.
   *
   * @param principal who
   * @param at when last
   */
  record UnknownReader(String principal, Instant at) implements UserOfOld {
    @Override
    public String sentence() {
      return principal + " read the old version at " + at + " and is no registered consumer";
    }
  }

  /**
   * Nobody that is known: the access log does not show every read of the old version yet.
   *
   * @param completeFrom from when on it does
   */
  record LateLog(Instant completeFrom) implements UserOfOld {
    @Override
    public String sentence() {
      return "the access log shows every read of the old version only from "
          + completeFrom
          + " on; nothing to do until then";
    }
  }

  /**
   * The old key was used not long ago, by whomever: the target tells when, not who.
   *
   * @param identity the key's id
   * @param service the service that it was used for, such as {@code s3}
   * @param region where
   * @param at when last
   */
  record KeyUse(String identity, String service, String region, Instant at) implements UserOfOld {
    @Override
    public String sentence() {
      return "somebody used " + identity + " at " + at + " for " + service + " in " + region;
    }
  }

  /**
   * Somebody called with the old key, as the target's log tells them apart.
   *
   * @param identity the key's id
   * @param agent what they call themselves, cut short
   * @param address where they come from
   * @param at when last
   */
  record KeyCaller(String identity, String agent, String address, Instant at) implements UserOfOld {
    /** How a client of AWS names its application, such as {@code app/checkout}. */
    public static final String APPLICATION = "app/";

    @Override
    public String sentence() {
      return agent + " at " + address + " called with " + identity + ", last at " + at;
    }

    /** Whether they call themselves by this consumer's name. */
    public boolean isCalled(String consumer) {
      return List.of(agent.split(" ")).contains(APPLICATION + consumer);
    }
  }

  /**
   * Something can be read with the old key alone.
   *
   * @param what its name, such as that of a secret
   * @param key the old key
   */
  record EncryptedUnder(String what, String key) implements UserOfOld {
    @Override
    public String sentence() {
      return what + " is encrypted under the old key " + key;
    }
  }

  /**
   * An endpoint does not serve the new certificate as it should.
   *
   * @param endpoint its name
   * @param address which of the addresses behind it
   * @param seen what it does instead, in words
   */
  record EndpointBehind(String endpoint, String address, String seen) implements UserOfOld {
    @Override
    public String sentence() {
      return endpoint + " at " + address + " " + seen;
    }
  }
}
