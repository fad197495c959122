package dev.yinhu.piiscanner.appraisal;

import dev.yinhu.piiscanner.report.Samples;

/**
 * How the places of a scanned database are called.
 *
 * @param store what the register calls the database
 * @param home the schema whose tables are called by their bare names; empty for none
 * @param everyTable whether no table was left out, so that one that is not there is gone
 * @param samples fingerprint the columns
 */
public record DatabaseNaming(String store, String home, boolean everyTable, Samples samples) {}
