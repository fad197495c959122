/** Processes killed while they write, erase, and change epochs. */
@NullMarked
package dev.yinhu.crypto.crash;

import org.jspecify.annotations.NullMarked;
