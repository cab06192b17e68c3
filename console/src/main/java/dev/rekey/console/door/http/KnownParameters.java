package dev.rekey.console.door.http;

import dev.rekey.console.door.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a parameter that the route does not know: {@code ?dryrun=true} must not enrol for real.
 */
final class KnownParameters implements HandlerInterceptor {
  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    // Without a query there is none; to ask for them would read a body that is declared as a form.
    if (request.getQueryString() != null && handler instanceof HandlerMethod method) {
      Set<String> known = known(method);
      if (!known.containsAll(request.getParameterMap().keySet())) {
        throw Refusal.badRequest(
            "The call has an unknown parameter; known here: "
                + (known.isEmpty() ? "none" : String.join(", ", known)));
      }
    }
    return true;
  }

  private static Set<String> known(HandlerMethod method) {
    return Stream.of(method.getMethodParameters())
        .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
        .map(KnownParameters::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String name(MethodParameter parameter) {
    return parameter.getParameter().getName();
  }
}
