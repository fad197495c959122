/**
 * How blind indexes are computed, over given keys: {@link dev.yinhu.crypto.index.ValueNormalizer}
 * brings a value to one spelling, {@link dev.yinhu.crypto.index.IndexedText} takes the part of it
 * that an index is over, {@link dev.yinhu.crypto.index.PrintedIndex} cuts the hash and prints it.
 *
 * <p>Everything here is part of the format (docs/formats.md, "Blind index"): a value that is
 * spelled, cut or printed in another way is not found by what was stored before.
 */
@NullMarked
package dev.yinhu.crypto.index;

import org.jspecify.annotations.NullMarked;
