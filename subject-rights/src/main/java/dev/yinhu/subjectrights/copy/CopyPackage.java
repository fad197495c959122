package dev.yinhu.subjectrights.copy;

import java.time.Instant;

/**
 * A package that may be taken.
 *
 * @param bytes its length
 * @param sha256 of its bytes, 64 lower-case hexadecimal digits
 * @param pieces in how many it is kept
 * @param expires from when it is gone
 * @param untold whether its passphrase was not told yet
 */
public record CopyPackage(long bytes, String sha256, int pieces, Instant expires, boolean untold) {}
