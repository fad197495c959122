/**
 * What a scan tells, in the forms it is told in. Nothing here carries a value that was found: only
 * its place, a masked sample and a keyed fingerprint.
 *
 * <p>The tour. {@link dev.yinhu.piiscanner.report.PassageScan} looks for what stands in the
 * passages of a source and tells each as {@link dev.yinhu.piiscanner.report.Found}, its value
 * turned into a {@link dev.yinhu.piiscanner.report.Sample} by {@link
 * dev.yinhu.piiscanner.report.Samples}; {@link dev.yinhu.piiscanner.report.OrderedScan} has several
 * threads do it and keeps the order. A {@link dev.yinhu.piiscanner.report.ReportWriter} writes them
 * as they come, {@link dev.yinhu.piiscanner.report.Tally} counts them, and {@link
 * dev.yinhu.piiscanner.report.FileInventory} keeps them as {@linkplain
 * dev.yinhu.piiscanner.report.ReportItem items} for what has to see all of them first: the packages
 * {@code gate}, {@code html}, {@code json} and {@code sarif} below. What they are held against
 * stands in {@link dev.yinhu.piiscanner.appraisal}.
 */
@NullMarked
package dev.yinhu.piiscanner.report;

import org.jspecify.annotations.NullMarked;
