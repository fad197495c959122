package dev.yinhu.subjectrights.connect;

/**
 * What erasing did.
 *
 * @param found how many rows of the person there were
 * @param left how many there are afterwards that still hold what was to go: 0, or nothing was
 *     changed
 */
public record Erased(long found, long left) {}
