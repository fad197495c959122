package dev.yinhu.piiscanner.jdbc;

import java.io.Serializable;

/**
 * A value that was found, shown without being told.
 *
 * @param masked the value with most characters hidden
 * @param fingerprint keyed hash of the value: equal values have equal ones
 */
public record Example(String masked, String fingerprint) implements Serializable {}
