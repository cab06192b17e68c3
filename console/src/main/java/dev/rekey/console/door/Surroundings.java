package dev.rekey.console.door;

/**
 * On what the server stands, for people.
 *
 * @param temporal which Temporal, in words
 * @param durable whether acknowledged work survives a kill
 * @param version of Rekey
 */
public record Surroundings(String temporal, boolean durable, String version) {
  /** Under the version that is packaged here. */
  public static Surroundings of(String temporal, boolean durable) {
    String version = Surroundings.class.getPackage().getImplementationVersion();
    return new Surroundings(temporal, durable, version == null ? "not packaged" : version);
  }
}
