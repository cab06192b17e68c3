package dev.rekey.exercise.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Optional;

/**
 * What the opponent does, or somebody in good faith who makes it worse.
 *
 * @param at when first
 * @param every how often again; nothing: once
 * @param times how often at most; nothing: to the end
 * @param does what
 * @param principal the secret of the identity with which, or to which
 */
public record Move(
    @JsonProperty(required = true) Duration at,
    Optional<Duration> every,
    Optional<Integer> times,
    @JsonProperty(required = true) Does does,
    @JsonProperty(required = true) String principal) {
  /** What an opponent can try. */
  public enum Does {
    /** Logs in with the leaked value, and acts. */
    @JsonProperty("use-login")
    USE_LOGIN,
    /** Acts in a session that is open already. */
    @JsonProperty("use-session")
    USE_SESSION,
    /** Enables again what was disabled. */
    @JsonProperty("restore")
    RESTORE,
    /** Makes another login or key of the same identity. */
    @JsonProperty("second-login")
    SECOND_LOGIN,
    /** Makes another identity to come back with. */
    @JsonProperty("new-identity")
    NEW_IDENTITY,
    /** Goes on with what was in reach: reads secrets, assumes roles. */
    @JsonProperty("hop")
    HOP,
    /** Puts the leaked value back, in good faith. */
    @JsonProperty("put-back")
    PUT_BACK,
    /** Lets a pipeline into a role again by the pattern of before, in good faith. */
    @JsonProperty("let-in-by-pattern")
    LET_IN_BY_PATTERN,
    /** Lets a pipeline into a role again, by its exact subject and audience. */
    @JsonProperty("let-in-exactly")
    LET_IN_EXACTLY,
    /** Takes a lost authority out of what the first server believes, in good faith. */
    @JsonProperty("remove-trust")
    REMOVE_TRUST,
    /** Has it believed again, as the response asks for. */
    @JsonProperty("return-trust")
    RETURN_TRUST,
    /** Switches off what serves certificates that were signed with a stolen key. */
    @JsonProperty("evict")
    EVICT
  }
}
