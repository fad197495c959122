/**
 * Values that look like those of real persons and belong to nobody, as far as ranges that belong to
 * nobody exist: {@link dev.yinhu.crypto.canary.Plausible} says for each kind which they are and
 * where that is from. Knows no key.
 */
@NullMarked
package dev.yinhu.crypto.canary;

import org.jspecify.annotations.NullMarked;
