package dev.rekey.console.door.intake;

import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.credential.Fingerprint;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.trigger.Clue;
import java.util.List;
import java.util.function.Function;

/**
 * What the intake asks.
 *
 * @param sources who may report
 * @param fingerprint recognises a value without keeping it
 * @param matching the enrolled credentials that clues mean
 */
public record IntakePorts(
    IntakeSources sources,
    Function<SecretValue, Fingerprint> fingerprint,
    Function<List<Clue>, List<SecretId>> matching) {}
