/**
 * The log itself: group commit into PostgreSQL, reading by index, the check that everything hangs
 * together, and signed checkpoints.
 */
@NullMarked
package dev.yinhu.accessaudit.log;

import org.jspecify.annotations.NullMarked;
