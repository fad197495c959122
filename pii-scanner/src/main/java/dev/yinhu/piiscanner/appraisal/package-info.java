/**
 * A scan held against what people know and declared, and told in each format: the same for the
 * command line, for Spark, and for whatever else scans.
 *
 * <p>The tour. An {@link dev.yinhu.piiscanner.appraisal.AppraisalWish} says against what; {@link
 * dev.yinhu.piiscanner.appraisal.Appraiser} reads it before the scan begins, and afterwards makes
 * an {@link dev.yinhu.piiscanner.appraisal.Appraisal} of what was found: the judgements by the
 * {@link dev.yinhu.piiscanner.appraisal.DeclaredRegister}, the changes since an earlier scan, and
 * whether the gate closes. {@link dev.yinhu.piiscanner.appraisal.AppraisalOutput} writes it behind
 * the report of a scan, {@link dev.yinhu.piiscanner.appraisal.DatabaseOutput} together with that of
 * a database. Nothing here carries a value that was found.
 */
@NullMarked
package dev.yinhu.piiscanner.appraisal;

import org.jspecify.annotations.NullMarked;
