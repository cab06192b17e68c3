package dev.rekey.activities.store.secretsmanager;

import dev.rekey.activities.store.Fingerprinter;
import dev.rekey.activities.store.InstalledStore;
import dev.rekey.activities.testing.InMemorySecretsManager;
import dev.rekey.activities.testing.Striking;
import dev.rekey.activities.testing.World;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The store as it is, over a Secrets Manager and notes in memory; a fault strikes their calls. */
public final class StoresInMemory implements World.Faulty {
  private static final Fingerprinter FINGERPRINTER = new Fingerprinter(Fingerprinter.freshKey());

  private final SecretsManagerClient aws;
  private final VersionNotes notes = new InMemoryVersionNotes();
  private final Reads reads = new InMemoryReads();

  /** A store in this Secrets Manager. */
  public StoresInMemory(InMemorySecretsManager aws) {
    this.aws = aws;
  }

  @Override
  public InstalledStore behind(Striking.Fault fault) {
    SecretsManagerClient client = Striking.around(SecretsManagerClient.class, aws, fault);
    VersionNotes noted = Striking.around(VersionNotes.class, notes, fault);
    SecretsManagerCalls calls = new SecretsManagerCalls(client, client, () -> {});
    return new SecretsManagerStore(
        calls,
        noted,
        new VersionWriting(calls, noted, FINGERPRINTER, Optional.empty()),
        new SecretCheck(true),
        new TaggedSecrets(client),
        reads,
        FINGERPRINTER);
  }
}
