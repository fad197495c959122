package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.piiscanner.PiiType;
import java.io.Serializable;

/**
 * How many values of one column hold a type.
 *
 * @param column its place among the columns that are read, from 0
 * @param hits at least 1
 */
public record PartHits(int column, PiiType type, long hits) implements Serializable {}
