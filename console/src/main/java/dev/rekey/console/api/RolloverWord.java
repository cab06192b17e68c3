package dev.rekey.console.api;

import dev.rekey.model.rollover.RolloverQuestion;
import java.util.Optional;

/**
 * What a person says to a running rollover.
 *
 * @param authority of which authority
 * @param question to what they agree; nothing where they want it withdrawn
 * @param reason why
 */
public record RolloverWord(String authority, Optional<RolloverQuestion> question, String reason) {}
