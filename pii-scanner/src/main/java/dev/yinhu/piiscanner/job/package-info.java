/**
 * Scans that outlive the process that runs them.
 *
 * <p>The tour. {@link dev.yinhu.piiscanner.job.ScanJobs} takes jobs, tells how far they are, and
 * cancels them; every node runs a {@code JobRunner}, which takes the oldest job that nobody runs,
 * renews its lease while {@link dev.yinhu.piiscanner.job.JobWork} does it, and writes down after
 * each piece where to go on. When the node dies, another one takes the job over once the lease is
 * out, and begins where the last piece ended. Every write names the holder of the lease, so a node
 * that lost it can change nothing any more.
 */
@NullMarked
package dev.yinhu.piiscanner.job;

import org.jspecify.annotations.NullMarked;
