/** What the masks show, by example. */
@NullMarked
package dev.yinhu.crypto.mask;

import org.jspecify.annotations.NullMarked;
