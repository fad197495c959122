package dev.yinhu.subjectrights.indicator;

import java.time.Instant;

/**
 * That the figures of a period are frozen.
 *
 * @param period which
 * @param sha256 of their bytes, in hexadecimal
 * @param madeAt when they were frozen
 */
public record Frozen(Period period, String sha256, Instant madeAt) {}
