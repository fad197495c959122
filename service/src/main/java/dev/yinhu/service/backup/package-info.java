/**
 * Copies of everything that a node keeps, and the way back.
 *
 * <p>The tour. {@link dev.yinhu.service.backup.BackupRun} writes two archives that are kept apart:
 * {@code data}, the files of the embedded PostgreSQL, and {@code keys}, the epochs, the erasure
 * ledger and, when it is a file, the root key. Each ends with a {@link
 * dev.yinhu.service.backup.Manifest}, written last: an archive without one was broken off. {@link
 * dev.yinhu.service.backup.RestoreRun} checks every file before it writes any, and never puts an
 * older ledger or epoch over a newer one.
 */
@NullMarked
package dev.yinhu.service.backup;

import org.jspecify.annotations.NullMarked;
