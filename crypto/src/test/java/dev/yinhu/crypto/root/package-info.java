/** The forms in which a root key is kept. */
@NullMarked
package dev.yinhu.crypto.root;

import org.jspecify.annotations.NullMarked;
