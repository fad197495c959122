package dev.yinhu.register;

import java.time.Duration;
import java.util.Optional;

/**
 * How tokens for a field are made.
 *
 * @param kind random, deterministic or one-way
 * @param lifetime how long a token can be turned back; empty means for ever
 * @param keepsFormat whether a token looks like the value it stands for
 */
public record TokenSettings(TokenKind kind, Optional<Duration> lifetime, boolean keepsFormat) {}
