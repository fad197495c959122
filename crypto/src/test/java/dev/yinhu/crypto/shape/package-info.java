/** Reading values by their format. */
@NullMarked
package dev.yinhu.crypto.shape;

import org.jspecify.annotations.NullMarked;
