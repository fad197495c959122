package dev.yinhu.subjectrights.indicator;

/**
 * The figures of a period.
 *
 * @param period which
 * @param json canonical JSON (RFC 8785), docs/deadlines.md
 */
public record Snapshot(Period period, String json) {}
