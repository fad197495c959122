package dev.yinhu.piiscanner.report;

import java.io.Serializable;

/**
 * A value that was found, shown without being told.
 *
 * @param masked the value with most of it hidden
 * @param fingerprint keyed hash of the value, in hexadecimal: equal values have equal ones
 */
public record Sample(String masked, String fingerprint) implements Serializable {}
