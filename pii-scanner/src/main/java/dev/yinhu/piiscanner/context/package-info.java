/**
 * The names of values from the layout of a text: keys, tags, table headers, column lists.
 *
 * <p>{@link dev.yinhu.piiscanner.context.Layout} answers for a place which names it stands under;
 * what a name means is not its business.
 */
@NullMarked
package dev.yinhu.piiscanner.context;

import org.jspecify.annotations.NullMarked;
