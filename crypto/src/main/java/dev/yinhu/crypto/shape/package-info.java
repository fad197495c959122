/**
 * Values that keep their shape: which characters of a value are permuted and which stay, and the
 * check character at its end.
 *
 * <p>The tour. {@link dev.yinhu.crypto.shape.Shape} reads a value by the register's {@link
 * dev.yinhu.register.ValueFormat}: a {@link dev.yinhu.crypto.shape.ShapedText}, whose symbols can
 * be replaced, or a {@link dev.yinhu.crypto.shape.Misfit} that says what is expected. No key is
 * known here.
 */
@NullMarked
package dev.yinhu.crypto.shape;

import org.jspecify.annotations.NullMarked;
