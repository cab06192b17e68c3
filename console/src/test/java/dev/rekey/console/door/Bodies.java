package dev.rekey.console.door;

/** Requests as a client writes them. */
final class Bodies {
  static final String ROTATOR =
      """
      {"identity": "rotator", "value": "%s"}\
      """
          .formatted(OpenDoor.ROTATOR_PASSWORD);

  private Bodies() {}

  static String enrolment() {
    return enrolment("orders/db", current(OpenDoor.PASSWORD), ROTATOR);
  }

  static String current(String password) {
    return """
    {"identity": "orders_a", "value": "%s"}\
    """
        .formatted(password);
  }

  static String enrolment(String secret, String current, String rotator) {
    return """
    {"record": %s, "current": %s, "rotator": %s}\
    """
        .formatted(record(secret), current, rotator);
  }

  static String record(String secret) {
    return """
    {"credential": {"kind": "postgres-user", "secret": "%s",
       "endpoints": [{"host": "127.0.0.1", "port": 5432, "database": "orders", "replica": false}],
       "rotator": "rotator/orders",
       "strategy": {"strategy": "alternating-users",
                    "group": "orders", "first": "orders_a", "second": "orders_b"},
       "password": {"length": 40, "alphabet": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}},
     "owner": "ann@example.com", "tier": "CRITICAL", "policy": %s}\
    """
        .formatted(secret, POLICY);
  }

  static final String POLICY =
      """
      {"maxAge": "PT720H", "schedule": null, "zone": "Europe/Vienna", "windows": [],
       "jitter": "PT1H", "freezes": [], "drain": "PT5M", "gateDeadline": "P7D",
       "stepDeadline": "PT10M"}\
      """;

  static String pull(String name) {
    return """
    {"consumer": {"kind": "pull", "id": "%s", "secret": "orders/db",
                  "owner": "ann@example.com"}}\
    """
        .formatted(name);
  }

  static String rotation(String secret, boolean dryRun) {
    return """
    {"secret": "%s", "reason": "REQUESTED", "dryRun": %s}\
    """
        .formatted(secret, dryRun);
  }
}
