/**
 * Validators of values by name: check digits, ranges, dates, prefix tables.
 *
 * <p>{@link dev.yinhu.piiscanner.check.Checks} knows all of them; each is pure and looks at the
 * bare characters of a value, separators taken out.
 */
@NullMarked
package dev.yinhu.piiscanner.check;

import org.jspecify.annotations.NullMarked;
