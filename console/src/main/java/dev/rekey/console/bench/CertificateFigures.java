package dev.rekey.console.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Locale;

/**
 * What {@code rekey bench certificates} measured.
 *
 * @param authority of what kind the authority is
 * @param one one certificate at a time
 * @param eight eight at a time
 * @param certificates how many there were at last
 * @param heapFewMegabytes the heap in use after a full collection, with a tenth of them
 * @param heapManyMegabytes the same with all of them
 * @param listEntries how long the long list of revoked certificates was
 * @param listMegabytes the same in megabytes
 * @param listMillis how long a look at it took
 * @param listAllocatedKilobytes what that look allocated
 * @param shortAllocatedKilobytes what a look at a list of a hundred allocated
 * @param temporal the Temporal server's kind and version
 * @param durable whether acknowledged work survives a kill
 */
@JsonPropertyOrder({
  "authority",
  "one",
  "eight",
  "certificates",
  "heap_500_mb",
  "heap_5000_mb",
  "crl_entries",
  "crl_mb",
  "crl_ms",
  "crl_allocated_kb",
  "crl_100_allocated_kb",
  "temporal",
  "durable"
})
public record CertificateFigures(
    @JsonProperty("authority") String authority,
    @JsonProperty("one") Speeds one,
    @JsonProperty("eight") Speeds eight,
    @JsonProperty("certificates") int certificates,
    @JsonProperty("heap_500_mb") double heapFewMegabytes,
    @JsonProperty("heap_5000_mb") double heapManyMegabytes,
    @JsonProperty("crl_entries") int listEntries,
    @JsonProperty("crl_mb") double listMegabytes,
    @JsonProperty("crl_ms") double listMillis,
    @JsonProperty("crl_allocated_kb") long listAllocatedKilobytes,
    @JsonProperty("crl_100_allocated_kb") long shortAllocatedKilobytes,
    @JsonProperty("temporal") String temporal,
    @JsonProperty("durable") boolean durable) {
  /**
   * How many a second.
   *
   * @param floorIssue keys that are made and certified by the authority alone
   * @param floorRevoke certificates that are revoked by the authority alone
   * @param issue the step create
   * @param deploy the step deploy
   * @param verify the step verify
   * @param revoke the step revoke
   * @param steps all four steps, one after the other
   * @param ratioToFloor that, as a part of the floor's two, one after the other
   * @param rotations whole rotations, by workflows
   */
  @JsonPropertyOrder({
    "floor_issue_per_s",
    "floor_revoke_per_s",
    "issue_per_s",
    "deploy_per_s",
    "verify_per_s",
    "revoke_per_s",
    "steps_per_s",
    "ratio_to_floor",
    "rotations_per_s"
  })
  public record Speeds(
      @JsonProperty("floor_issue_per_s") double floorIssue,
      @JsonProperty("floor_revoke_per_s") double floorRevoke,
      @JsonProperty("issue_per_s") double issue,
      @JsonProperty("deploy_per_s") double deploy,
      @JsonProperty("verify_per_s") double verify,
      @JsonProperty("revoke_per_s") double revoke,
      @JsonProperty("steps_per_s") double steps,
      @JsonProperty("ratio_to_floor") double ratioToFloor,
      @JsonProperty("rotations_per_s") double rotations) {
    private String text(String title) {
      return String.format(
          Locale.ROOT,
          """
          %s
            floor, the authority alone:   issue %.1f/s, revoke %.1f/s
            Rekey's steps:                issue %.1f/s, deploy %.1f/s, verify %.1f/s, revoke %.1f/s
            all four steps:               %.1f/s = %.2f of the floor
            whole rotations, by Temporal: %.1f/s
          """,
          title,
          floorIssue,
          floorRevoke,
          issue,
          deploy,
          verify,
          revoke,
          steps,
          ratioToFloor,
          rotations);
    }
  }

  /** For people. */
  String text() {
    return one.text("one at a time") + eight.text("eight at a time") + memory();
  }

  private String memory() {
    return String.format(
        Locale.ROOT,
        """
        heap after a full collection:   %.1f MB with %d certificates, %.1f MB with %d
        a list of %d revoked:       %.1f MB, read in %.0f ms
        allocated for it:               %d KB, %d KB for a list of 100
        authority, and Temporal:        %s; %s%s
        """,
        heapFewMegabytes,
        certificates / 10,
        heapManyMegabytes,
        certificates,
        listEntries,
        listMegabytes,
        listMillis,
        listAllocatedKilobytes,
        shortAllocatedKilobytes,
        authority,
        temporal,
        durable ? ", durable" : ", NOT durable");
  }
}
