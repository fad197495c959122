/**
 * What a scan of a database tells, as text for people and as JSON for programs. Columns with the
 * share of their values and its interval, the seed of a sample, what could not be read; samples are
 * masked.
 */
@NullMarked
package dev.yinhu.piiscanner.report.database;

import org.jspecify.annotations.NullMarked;
