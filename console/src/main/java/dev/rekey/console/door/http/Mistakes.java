package dev.rekey.console.door.http;

import dev.rekey.activities.StepFailedException;
import dev.rekey.console.api.Problem;
import dev.rekey.console.door.Refusal;
import dev.rekey.model.FailureCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Turns whatever goes wrong in a route into one clear sentence that holds nothing of the request.
 */
@RestControllerAdvice
final class Mistakes {
  private static final Logger LOG = LoggerFactory.getLogger(Mistakes.class);

  @ExceptionHandler
  ResponseEntity<Problem> refusal(Refusal refusal) {
    return answer(Problems.of(refusal));
  }

  @ExceptionHandler
  ResponseEntity<Problem> failure(StepFailedException failure) {
    return answer(Problems.of(failure));
  }

  @ExceptionHandler
  ResponseEntity<Problem> unreadable(HttpMessageNotReadableException e) {
    return bad("The body is missing or cannot be read");
  }

  @ExceptionHandler
  ResponseEntity<Problem> mistyped(MethodArgumentTypeMismatchException e) {
    return bad("The parameter '" + e.getName() + "' " + JsonMistake.rule(e.getCause()));
  }

  @ExceptionHandler
  ResponseEntity<Problem> missing(MissingServletRequestParameterException e) {
    return bad("The parameter '" + e.getParameterName() + "' is missing");
  }

  @ExceptionHandler({NoHandlerFoundException.class, NoResourceFoundException.class})
  ResponseEntity<Problem> nowhere() {
    return answer(
        Problems.of(
            HttpStatus.NOT_FOUND,
            "NO_SUCH_PATH",
            "The API has no such path; nothing was changed",
            "See /openapi.yaml for what there is."));
  }

  @ExceptionHandler
  ResponseEntity<Problem> method(HttpRequestMethodNotSupportedException e) {
    Problem problem =
        Problems.of(
            HttpStatus.METHOD_NOT_ALLOWED,
            "METHOD_NOT_ALLOWED",
            "This path does not take that method; nothing was changed",
            "See /openapi.yaml for what it takes.");
    String[] supported = e.getSupportedMethods();
    return ResponseEntity.status(problem.status())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .header(HttpHeaders.ALLOW, supported == null ? new String[0] : supported)
        .body(problem);
  }

  @ExceptionHandler(HttpMediaTypeNotSupportedException.class)
  ResponseEntity<Problem> mediaType() {
    return answer(
        Problems.of(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "UNSUPPORTED_MEDIA_TYPE",
            "The body is not declared as JSON; nothing was changed",
            "Send 'Content-Type: application/json'."));
  }

  @ExceptionHandler
  ResponseEntity<Problem> unexpected(Exception e) {
    // The exception's own words may hold anything, so only its class and our line are named.
    LOG.error("A call failed: {} at {}", e.getClass().getName(), JsonMistake.ourLine(e));
    return answer(Problems.unexpected());
  }

  private static ResponseEntity<Problem> bad(String detail) {
    FailureCode code = FailureCode.BAD_REQUEST;
    return answer(Problems.of(HttpStatus.BAD_REQUEST, code.name(), detail, code.advice()));
  }

  private static ResponseEntity<Problem> answer(Problem problem) {
    return ResponseEntity.status(problem.status())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }
}
