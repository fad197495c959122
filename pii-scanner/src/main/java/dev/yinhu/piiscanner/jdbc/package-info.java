/**
 * Scans databases: every table, or those that were chosen, by any JDBC driver on the class path
 * (docs/scanner.md, Scanning databases).
 *
 * <p>{@link dev.yinhu.piiscanner.jdbc.DatabaseScan} is the door: a {@link
 * dev.yinhu.piiscanner.jdbc.DatabaseTarget} in, a {@link dev.yinhu.piiscanner.jdbc.DatabaseReport}
 * out. Within, {@code CatalogueStore} lists the tables, {@code TableScan} reads one of them along
 * its key and goes on there when the connection is lost, {@code ScanWorkers} look at the values
 * while the next are read, tallies count what they find, and {@code ColumnDecision} makes columns'
 * findings out of the counts. What differs between databases stands in the dialects; statements are
 * run by the stores only, all of them SELECTs in read-only transactions.
 *
 * <p>{@link dev.yinhu.piiscanner.jdbc.TableParts} is the door for rows that something else reads,
 * part by part and on whatever machine: the counts of parts hold no value and are added up.
 *
 * <p>No value leaves the package but through {@link dev.yinhu.piiscanner.report.Samples}.
 */
@NullMarked
package dev.yinhu.piiscanner.jdbc;

import org.jspecify.annotations.NullMarked;
