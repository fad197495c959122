package dev.yinhu.notices;

import java.time.Instant;
import java.util.Optional;

/**
 * One try.
 *
 * @param number from 1
 * @param endedAt empty while it lasts, or when whoever tried died
 * @param outcome {@code begun}, {@code delivered}, {@code accepted}, {@code refused}, {@code
 *     try-later}, {@code unclear}, or {@code lost} when whoever tried died
 * @param code why
 */
public record Attempt(
    int number,
    ChannelKind channel,
    Instant begunAt,
    Optional<Instant> endedAt,
    String outcome,
    String code) {}
