package dev.rekey.activities.target;

/**
 * By what a target itself knows an identity, whatever it is called: it stays when somebody renames
 * it, and another one that gets the old name has another id.
 *
 * @param identity what it was called when it was looked at
 * @param place where the id means something, such as one cluster of a database
 * @param id the id
 */
public record NativeId(String identity, String place, String id) {}
