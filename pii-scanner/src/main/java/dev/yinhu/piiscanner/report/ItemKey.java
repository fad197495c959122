package dev.yinhu.piiscanner.report;

import dev.yinhu.piiscanner.PiiType;

/**
 * By what an item is known again.
 *
 * @param fingerprint keyed hash
 * @param type what
 * @param place where, as {@link dev.yinhu.piiscanner.necessity.HeldAt#text} writes it
 */
public record ItemKey(String fingerprint, PiiType type, String place) {}
