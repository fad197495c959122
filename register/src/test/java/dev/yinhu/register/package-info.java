/** Proof of the shared words, the model and the store. */
@NullMarked
package dev.yinhu.register;

import org.jspecify.annotations.NullMarked;
