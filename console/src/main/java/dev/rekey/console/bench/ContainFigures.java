package dev.rekey.console.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Locale;

/**
 * What {@code rekey bench contain} measured. All times are from the moment before the signal is
 * given.
 *
 * @param credentials how many leaked together, each with a live session
 * @param floorSeconds the floor: refuse as many and end their sessions over plain batched JDBC
 * @param refusedSeconds until none of them could log in
 * @param sessionsGoneSeconds until none of their sessions was left
 * @param provenSeconds until the last refusal was proven and on record
 * @param ratioToFloor the time until all are refused and gone, as a multiple of the floor
 * @param firstCallP99Millis from a signal about one credential to the first call of its containment
 * @param signals how many such signals there were
 * @param campaign how many rotations had begun before
 * @param campaignLeft how many of them were under way when the last refusal was proven
 * @param historyEvents what the response left in Temporal when the last refusal was proven
 * @param historyBytes the same in bytes
 * @param temporal the server's kind and version
 * @param durable whether acknowledged work survives a kill
 */
@JsonPropertyOrder({
  "credentials",
  "floor_s",
  "refused_s",
  "sessions_gone_s",
  "proven_s",
  "ratio_to_floor",
  "signal_to_first_call_p99_ms",
  "signals",
  "campaign",
  "campaign_left",
  "history_events",
  "history_bytes",
  "temporal",
  "durable"
})
public record ContainFigures(
    @JsonProperty("credentials") int credentials,
    @JsonProperty("floor_s") double floorSeconds,
    @JsonProperty("refused_s") double refusedSeconds,
    @JsonProperty("sessions_gone_s") double sessionsGoneSeconds,
    @JsonProperty("proven_s") double provenSeconds,
    @JsonProperty("ratio_to_floor") double ratioToFloor,
    @JsonProperty("signal_to_first_call_p99_ms") double firstCallP99Millis,
    @JsonProperty("signals") int signals,
    @JsonProperty("campaign") int campaign,
    @JsonProperty("campaign_left") long campaignLeft,
    @JsonProperty("history_events") long historyEvents,
    @JsonProperty("history_bytes") long historyBytes,
    @JsonProperty("temporal") String temporal,
    @JsonProperty("durable") boolean durable) {
  /** For people. */
  String text() {
    return times() + circumstances();
  }

  private String times() {
    return String.format(
        Locale.ROOT,
        """
        floor, batched JDBC:       %d refused and logged out in %.2f s
        the same by a response:    refused in %.2f s, sessions gone in %.2f s = %.2f of the floor (aim 1.5)
        proven refused, recorded:  %.2f s
        signal to first call:      p99 %.0f ms of %d signals, one credential each
        """,
        credentials,
        floorSeconds,
        refusedSeconds,
        sessionsGoneSeconds,
        ratioToFloor,
        provenSeconds,
        firstCallP99Millis,
        signals);
  }

  private String circumstances() {
    return String.format(
        Locale.ROOT,
        """
        campaign meanwhile:        %d rotations, %d under way at the end
        history of the response:   %d events, %d bytes (%s%s)
        """,
        campaign,
        campaignLeft,
        historyEvents,
        historyBytes,
        temporal,
        durable ? ", durable" : ", NOT durable");
  }
}
