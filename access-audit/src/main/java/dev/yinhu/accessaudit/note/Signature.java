package dev.yinhu.accessaudit.note;

import java.time.Instant;
import java.util.Optional;

/**
 * A signature that was verified.
 *
 * @param key whose it is
 * @param time when it was made, as the signer says; empty when the signature states no time
 * @param line the signature line as it stood in the note, ending in a newline
 */
public record Signature(NoteKey key, Optional<Instant> time, String line) {}
