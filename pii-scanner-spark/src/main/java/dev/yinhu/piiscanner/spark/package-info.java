/**
 * The scanner as an Apache Spark job: the same engine over Parquet, CSV, JSON and database tables,
 * with the same report (docs/scanner.md, Scanning with Spark).
 *
 * <p>{@code SparkScan} runs on the driver: it has Spark open each table, sends a {@code
 * PartitionScan} with each partition and adds up the {@code PartResult}s that come back, which hold
 * counts, masked examples and keyed fingerprints and no value. {@code Leaves} lists what a schema
 * holds down to the last struct, array and map; {@code RowCells} hands the values to the counting
 * of {@link dev.yinhu.piiscanner.jdbc.TableParts}. Distribution, retries and reading are Spark's.
 */
@NullMarked
package dev.yinhu.piiscanner.spark;

import org.jspecify.annotations.NullMarked;
