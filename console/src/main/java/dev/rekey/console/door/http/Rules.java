package dev.rekey.console.door.http;

import dev.rekey.console.api.PrincipalKind;
import dev.rekey.console.door.access.Principal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Who may do what. Consumers consume, services read and rotate, people may do everything that is
 * not a consumer's own business; nobody else gets past.
 */
final class Rules {
  /** What needs no token. */
  static final Set<String> PUBLIC = Set.of("/v1/health", "/openapi.yaml", AuthorityRoutes.CRL);

  private static final String[] CONSUMING = {"/v1/consumption", "/v1/acknowledgements"};
  private static final String[] READING = {
    "/v1/credentials",
    "/v1/stored-secrets",
    "/v1/rotations",
    "/v1/history",
    "/v1/status",
    "/v1/signals",
    "/v1/evidence",
    "/v1/evidence/bundle",
    "/v1/consumers"
  };
  private static final String[] ROTATING = {"/v1/rotations", "/v1/sweeps", "/v1/scans"};

  /** Whoever signed the message is who speaks; the route sees to that. */
  private static final String SIGNED = "/v1/intake/*";

  private static final String PERSON = PrincipalKind.PERSON.name();
  private static final String SERVICE = PrincipalKind.SERVICE.name();
  private static final String CONSUMER = PrincipalKind.CONSUMER.name();

  private Rules() {}

  /** Whether it is a message of a source, which comes without a token. */
  static boolean isSigned(HttpServletRequest request) {
    return "POST".equals(request.getMethod())
        && request.getRequestURI().matches("/v1/intake/[^/]+");
  }

  static SecurityFilterChain chain(HttpSecurity http, ProblemWriter problems) {
    return http.authorizeHttpRequests(Rules::authorise)
        .addFilterBefore(new KnownCaller(), AnonymousAuthenticationFilter.class)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable) // bearer tokens: no browser sends them by itself
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .headers(Rules::headers)
        .exceptionHandling(
            refused ->
                refused
                    .authenticationEntryPoint(
                        (request, response, e) -> problems.write(response, Problems.unauthorized()))
                    .accessDeniedHandler(
                        (request, response, e) -> problems.write(response, Problems.forbidden())))
        .anonymous(Customizer.withDefaults())
        .build();
  }

  private static void authorise(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          requests) {
    requests
        .requestMatchers(HttpMethod.GET, PUBLIC.toArray(String[]::new))
        .permitAll()
        .requestMatchers(HttpMethod.POST, SIGNED)
        .permitAll()
        .requestMatchers(HttpMethod.POST, AuthorityRoutes.OCSP)
        .permitAll()
        .requestMatchers(CONSUMING)
        .hasAuthority(CONSUMER)
        .requestMatchers(HttpMethod.GET, READING)
        .hasAnyAuthority(PERSON, SERVICE)
        .requestMatchers(HttpMethod.POST, ROTATING)
        .hasAnyAuthority(PERSON, SERVICE)
        .anyRequest()
        .hasAuthority(PERSON);
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(
            policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER));
  }

  /** Tells Spring Security whom the outermost filter found. */
  private static final class KnownCaller extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      Optional<Principal> principal = Caller.of(request).flatMap(Caller::principal);
      if (principal.isPresent()) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
            new PreAuthenticatedAuthenticationToken(
                principal.get().name(),
                "",
                AuthorityUtils.createAuthorityList(principal.get().kind().name())));
        SecurityContextHolder.setContext(context);
      }
      chain.doFilter(request, response);
    }
  }
}
