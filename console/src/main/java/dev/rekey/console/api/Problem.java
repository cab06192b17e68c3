package dev.rekey.console.api;

/**
 * An error, as RFC 9457 writes it ({@code application/problem+json}).
 *
 * @param type always {@code about:blank}: {@code code} tells what is meant
 * @param title the HTTP status in words
 * @param status the HTTP status
 * @param code a {@link dev.rekey.model.FailureCode}, or a word of the HTTP level such as {@code
 *     FORBIDDEN}
 * @param detail what happened, and what the state is now
 * @param advice what to do
 */
public record Problem(
    String type, String title, int status, String code, String detail, String advice) {}
