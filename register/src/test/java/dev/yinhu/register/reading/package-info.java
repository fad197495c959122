/** Proof that registers are read as the manual says, whatever the text. */
@NullMarked
package dev.yinhu.register.reading;

import org.jspecify.annotations.NullMarked;
