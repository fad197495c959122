/**
 * Lists of the user's own: values that are never told and values that always are.
 *
 * <p>{@link dev.yinhu.piiscanner.list.ValueList} is such a list, read from a file with an entry a
 * line; {@link dev.yinhu.piiscanner.list.DenyDetector} finds its entries in texts.
 */
@NullMarked
package dev.yinhu.piiscanner.list;

import org.jspecify.annotations.NullMarked;
