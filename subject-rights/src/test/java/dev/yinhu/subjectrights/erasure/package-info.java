/** Deletions over a shop of five tables. */
@NullMarked
package dev.yinhu.subjectrights.erasure;

import org.jspecify.annotations.NullMarked;
