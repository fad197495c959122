/** TODO tour. */
@NullMarked
package dev.yinhu.crypto;

import org.jspecify.annotations.NullMarked;
