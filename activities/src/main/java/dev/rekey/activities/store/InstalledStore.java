package dev.rekey.activities.store;

/** Everything that an installation asks of its secret store, whichever it is. */
public interface InstalledStore extends SecretStore, AccessLog, KnownVersions {}
