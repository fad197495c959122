/** What other modules' tests need of the register. */
@NullMarked
package dev.yinhu.register.testing;

import org.jspecify.annotations.NullMarked;
