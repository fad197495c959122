/**
 * Showing a value with its identifying part hidden.
 *
 * <p>The tour. {@link dev.yinhu.crypto.mask.Masks} is the only entry: it takes the rule that the
 * register gives a field ({@link dev.yinhu.register.MaskRule}) and a value. Named masks know what
 * their kind of value looks like ({@code Regions} tells which part of a Chinese address names the
 * district); templates ({@code MaskTemplate}) show and hide characters by their place.
 *
 * <p>What holds for all of them: no value is ever shown whole, and a value that does not look as
 * the rule expects is hidden whole. Nothing here needs a key or decides who may see what.
 */
@NullMarked
package dev.yinhu.crypto.mask;

import org.jspecify.annotations.NullMarked;
