/** Golden vectors, and an implementation of the format that shares no code with the product. */
@NullMarked
package dev.yinhu.crypto.vectors;

import org.jspecify.annotations.NullMarked;
