package dev.rekey.console.api;

/**
 * An endpoint that lets in only who shows a certificate of an authority.
 *
 * @param authority the authority's name
 * @param endpoint where, such as {@code db.example.org:5432}
 */
public record TrusterOrder(String authority, String endpoint) {}
