package dev.rekey.exercise.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.notice.Audience;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who and what there is before anything happens.
 *
 * @param principals the identities whose credentials are enrolled
 * @param people who takes part, or is simulated
 * @param faults what does not work, and when
 * @param opponent what the opponent does
 */
public record Setting(
    @JsonProperty(required = true) List<NonHuman> principals,
    @JsonProperty(required = true) List<Person> people,
    List<Fault> faults,
    List<Move> opponent) {
  /** The kinds of credentials that the world of exercises has. */
  public static final List<String> KINDS =
      Stream.of(CredentialKind.values()).map(CredentialKind::word).toList();

  /** Copies the lists. */
  public Setting {
    principals = Lists.copy(principals);
    people = Lists.copy(people);
    faults = Lists.copy(faults);
    opponent = Lists.copy(opponent);
  }

  /** Whether somebody makes it worse for longer than this after the signal. */
  public boolean actsAfter(Duration time) {
    return opponent.stream()
        .map(
            move ->
                move.at()
                    .plus(
                        move.every()
                            .orElse(Duration.ZERO)
                            .multipliedBy(move.times().orElse(1) - 1L)))
        .anyMatch(last -> last.compareTo(time) > 0);
  }

  /**
   * A non-human identity with a credential.
   *
   * @param secret the credential's name
   * @param kind its kind, such as {@code iam-access-key}
   * @param identity what it is called at its target
   * @param tier how sensitive it is
   * @param owner who answers for it; nothing: nobody does
   * @param logins how many live logins or keys the identity has: more than the reported one
   * @param sessions how many sessions are open that were made with them
   * @param reaches what can be read with it, or assumed, by the names of secrets
   * @param account of a role: the account that has it, in twelve digits; nothing: that of the rest
   * @param tokens of a role: whose tokens let in, as a pattern of subjects such as {@code
   *     repo:acme/*}
   * @param sharesKeyWith the secret of another certificate, above it, that has the same key
   * @param certifiedBy of a certificate: the secret of the authority above that certified it;
   *     nothing: one that is in no other hands
   * @param first of a certificate: whether Rekey itself depends on it
   * @param consumers who uses it; of a certificate, the edges that serve it; of an authority, who
   *     gets its roots
   */
  public record NonHuman(
      @JsonProperty(required = true) String secret,
      @JsonProperty(required = true) String kind,
      @JsonProperty(required = true) String identity,
      @JsonProperty(required = true) Tier tier,
      Optional<String> owner,
      @JsonProperty(defaultValue = "1") int logins,
      int sessions,
      List<String> reaches,
      Optional<String> account,
      Optional<String> tokens,
      Optional<String> sharesKeyWith,
      Optional<String> certifiedBy,
      boolean first,
      List<Workload> consumers) {
    /** Copies the lists; an identity has one login at least. */
    public NonHuman {
      logins = Math.max(1, logins);
      reaches = Lists.copy(reaches);
      consumers = Lists.copy(consumers);
    }
  }

  /**
   * A workload that uses a credential.
   *
   * @param name its name
   * @param reloads how long it takes to use a new version; nothing: at once
   * @param listed whether the inventory knows of it
   * @param admits of who gets an authority's roots: whether it lets in only who shows a certificate
   *     of that authority
   */
  public record Workload(
      @JsonProperty(required = true) String name,
      Optional<Duration> reloads,
      Optional<Boolean> listed,
      boolean admits) {

    /** Whether the inventory knows of it. */
    public boolean known() {
      return listed.orElse(true);
    }
  }

  /**
   * A person.
   *
   * @param name as the door knows them
   * @param audiences what they hear of
   * @param answers after how long they answer a question in a rehearsal; nothing: never
   */
  public record Person(
      @JsonProperty(required = true) String name,
      List<Audience> audiences,
      Optional<Duration> answers) {
    /** Copies the list. */
    public Person {
      audiences = Lists.copy(audiences);
    }
  }

  /**
   * Something that does not work for a while.
   *
   * @param at from when on
   * @param lasts for how long
   * @param kind how
   * @param where a secret, {@code store}, {@code notices} or {@code temporal}
   */
  public record Fault(
      @JsonProperty(required = true) Duration at,
      @JsonProperty(required = true) Duration lasts,
      @JsonProperty(required = true) Kind kind,
      @JsonProperty(required = true) String where) {
    /** How things do not work. */
    public enum Kind {
      /** Every answer takes this long to come, or every change to be seen. */
      @JsonProperty("lag")
      LAG,
      /** Most calls are refused for now. */
      @JsonProperty("throttling")
      THROTTLING,
      /** No call is answered, and none does anything. */
      @JsonProperty("outage")
      OUTAGE,
      /** A call does half of what it is for. */
      @JsonProperty("partial")
      PARTIAL,
      /** A call does what it is for, and nobody hears of it. */
      @JsonProperty("lost-reply")
      LOST_REPLY
    }
  }
}
