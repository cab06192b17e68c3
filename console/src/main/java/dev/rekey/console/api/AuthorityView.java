package dev.rekey.console.api;

/**
 * An authority that certifies keys.
 *
 * @param name what it is called here
 * @param kind of what kind it is
 * @param roots the certificates that clients must believe, as PEM; empty where they do already
 */
public record AuthorityView(String name, String kind, String roots) {}
