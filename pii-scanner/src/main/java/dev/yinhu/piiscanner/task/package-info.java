/**
 * What the jobs of {@link dev.yinhu.piiscanner.job} scan: folders below an allowed root, and
 * databases that the configuration names.
 *
 * <p>The tour. {@link dev.yinhu.piiscanner.task.ScanTask} is what somebody asked for, written as
 * JSON into the job; {@link dev.yinhu.piiscanner.task.ScanPlaces} is where this node lets scans
 * look; {@link dev.yinhu.piiscanner.task.TaskWork} does the job: {@code FolderTask} file by file,
 * {@code DatabaseTask} table by table. Both put what they see into {@link
 * dev.yinhu.piiscanner.finding.Findings} and tell the job how far they are, so that another node
 * goes on behind the last file or table. {@link dev.yinhu.piiscanner.task.Progress} is what is told
 * of it.
 */
@NullMarked
package dev.yinhu.piiscanner.task;

import org.jspecify.annotations.NullMarked;
