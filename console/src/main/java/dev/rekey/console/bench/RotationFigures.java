package dev.rekey.console.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;

/**
 * What {@code rekey bench rotate} measured.
 *
 * @param jdbc1PerSecond floor 1: set a verifier and log in with it, over plain JDBC, one connection
 * @param jdbc8PerSecond the same with eight
 * @param noopPerSecond floor 2: workflows of the same shape whose steps do nothing
 * @param rotationsPerSecond rotations a second, 500 due at once
 * @param ratioToCombinedFloor that, as a part of 1 / (1/jdbc8 + 1/noop)
 * @param sweepSeconds how long 5,000 due at once took
 * @param p50Millis median latency of one rotation at a time
 * @param p99Millis its 99th percentile
 * @param historyEvents the most events of a rotation's history
 * @param historyBytes its most bytes
 * @param rss500Megabytes resident memory after 500
 * @param rss5000Megabytes resident memory after 5,000
 * @param stepMillis where the time goes: mean time of each step, in milliseconds
 * @param credentials how many the sweep had
 * @param temporal the server's kind and version
 * @param durable whether acknowledged work survives a kill
 */
@JsonPropertyOrder({
  "jdbc1_per_s",
  "jdbc8_per_s",
  "noop_per_s",
  "rotations_per_s",
  "ratio_to_combined_floor",
  "sweep_5000_s",
  "p50_ms",
  "p99_ms",
  "history_events",
  "history_bytes",
  "rss_500_mb",
  "rss_5000_mb",
  "step_ms",
  "credentials",
  "temporal",
  "durable"
})
public record RotationFigures(
    @JsonProperty("jdbc1_per_s") double jdbc1PerSecond,
    @JsonProperty("jdbc8_per_s") double jdbc8PerSecond,
    @JsonProperty("noop_per_s") double noopPerSecond,
    @JsonProperty("rotations_per_s") double rotationsPerSecond,
    @JsonProperty("ratio_to_combined_floor") double ratioToCombinedFloor,
    @JsonProperty("sweep_5000_s") double sweepSeconds,
    @JsonProperty("p50_ms") double p50Millis,
    @JsonProperty("p99_ms") double p99Millis,
    @JsonProperty("history_events") long historyEvents,
    @JsonProperty("history_bytes") long historyBytes,
    @JsonProperty("rss_500_mb") long rss500Megabytes,
    @JsonProperty("rss_5000_mb") long rss5000Megabytes,
    @JsonProperty("step_ms") Map<String, Double> stepMillis,
    @JsonProperty("credentials") int credentials,
    @JsonProperty("temporal") String temporal,
    @JsonProperty("durable") boolean durable) {}
