/** Backups taken and brought back, by the embedded server and by an external one. */
@NullMarked
package dev.yinhu.service.backup;

import org.jspecify.annotations.NullMarked;
