package dev.yinhu.breachresponse.severity;

import dev.yinhu.register.SourceStatus;

/**
 * Something that a number of persons means beside the scores.
 *
 * @param key its name, unique
 * @param sensitiveOnly whether only persons count of whom sensitive data leaked
 * @param from from so many persons on
 * @param source where it was read
 * @param status how well it is supported
 * @param applies whether it counts
 */
public record FlagRule(
    String key,
    boolean sensitiveOnly,
    long from,
    String source,
    SourceStatus status,
    boolean applies) {}
