package dev.rekey.activities.aws.principal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.model.rotation.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What was done with the role of a function, and not in a function. A client in Lambda says that it
 * is there; an opponent may say so too, and is known then by an address from which he once did not.
 */
public final class ForeignCalls {
  /** The service that a role of functions trusts. */
  public static final String LAMBDA = "lambda.amazonaws.com";

  private static final String IN_LAMBDA = "exec-env/AWS_Lambda";
  private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F:]*:.*");
  private static final int MOST = 20;

  private ForeignCalls() {}

  /** The first call from each address, the oldest first. */
  public static List<Fact> in(Doings doings) {
    Set<String> foreign =
        doings.calls().stream()
            .filter(call -> !call.path("userAgent").asText().contains(IN_LAMBDA))
            .flatMap(call -> address(call).stream())
            .collect(Collectors.toSet());
    Set<String> told = new HashSet<>();
    List<Fact> first = new ArrayList<>();
    for (JsonNode call : doings.calls()) {
      Optional<Instant> at = Doings.at(call);
      Optional<String> address = address(call).filter(foreign::contains);
      if (at.isPresent() && address.filter(told::add).isPresent() && first.size() < MOST) {
        String what = Doings.service(call) + ":" + Doings.name(call);
        first.add(new Fact("first call outside of Lambda, " + what, address.get(), at.get()));
      }
    }
    return first;
  }

  /** A service that calls for the role has a name instead. */
  private static Optional<String> address(JsonNode call) {
    return Optional.of(call.path("sourceIPAddress").asText())
        .filter(one -> ADDRESS.matcher(one).matches());
  }
}
