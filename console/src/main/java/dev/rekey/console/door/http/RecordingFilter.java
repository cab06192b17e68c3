package dev.rekey.console.door.http;

import dev.rekey.activities.StepFailedException;
import dev.rekey.console.api.Problem;
import dev.rekey.console.door.DoorServices;
import dev.rekey.console.door.access.DoorCall;
import dev.rekey.console.door.access.Principal;
import dev.rekey.console.door.access.Tokens;
import dev.rekey.model.FailureCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * The outermost filter: finds out who calls, and writes every call down before its answer leaves. A
 * change is written down before it is made, too; what cannot be written down is not done.
 */
final class RecordingFilter extends OncePerRequestFilter {
  private static final Logger LOG = LoggerFactory.getLogger(RecordingFilter.class);
  private static final String BEARER = "Bearer ";
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final DoorServices services;
  private final int largestBody;
  private final ProblemWriter problems;

  RecordingFilter(DoorServices services, int largestBody, ProblemWriter problems) {
    this.services = services;
    this.largestBody = largestBody;
    this.problems = problems;
  }

  /**
   * What anybody may see is not written down: a probe every second would bury the rest. So would
   * forged messages of sources; the route writes down the good ones, and bounds their bodies.
   */
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    boolean open = Rules.PUBLIC.contains(path) && READING.contains(request.getMethod());
    return open || path.equals(AuthorityRoutes.OCSP) || Rules.isSigned(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
    try {
      Caller caller = new Caller(services.clock().instant(), principal(request), request);
      boolean taken = answer(caller, request, answer, chain);
      record(caller, taken, answer);
    } catch (StepFailedException e) {
      refuse(answer, Problems.of(e));
    }
    answer.copyBodyToResponse();
  }

  /** Carries the call out, and says whether it was written down before. */
  private boolean answer(
      Caller caller,
      HttpServletRequest request,
      ContentCachingResponseWrapper answer,
      FilterChain chain)
      throws IOException {
    Optional<HttpServletRequest> whole = BufferedBody.of(request, largestBody);
    if (whole.isEmpty()) {
      refuse(answer, tooLarge());
      return false;
    }
    boolean taken = caller.principal().isPresent() && !READING.contains(request.getMethod());
    if (taken) {
      services.calls().record(caller.call(DoorCall.TAKEN));
    }
    try {
      chain.doFilter(whole.get(), answer);
    } catch (ServletException | RuntimeException e) {
      // The exception's own words may hold anything, so only its class is named.
      LOG.error("A call of {} failed: {}", request.getMethod(), e.getClass().getName());
      refuse(answer, Problems.unexpected());
    }
    return taken;
  }

  /** The end of a change that was written down before may be missing: its answer is still true. */
  private void record(Caller caller, boolean taken, ContentCachingResponseWrapper answer) {
    try {
      services.calls().record(caller.call(answer.getStatus()));
    } catch (StepFailedException e) {
      if (!taken) {
        throw e;
      }
      LOG.error("The end of a change could not be written down: {}", e.code());
    }
  }

  private Optional<Principal> principal(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.empty();
    }
    String token = header.substring(BEARER.length()).strip();
    return token.isEmpty()
        ? Optional.empty()
        : services.principals().byTokenHash(Tokens.hash(token));
  }

  private void refuse(ContentCachingResponseWrapper answer, Problem problem) throws IOException {
    problems.write(answer, problem);
  }

  private Problem tooLarge() {
    return Problems.of(
        HttpStatus.CONTENT_TOO_LARGE,
        "TOO_LARGE",
        "The request has more than " + largestBody + " bytes; nothing was changed",
        FailureCode.BAD_REQUEST.advice());
  }
}
