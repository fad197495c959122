/** Tests of the package of the same name. */
@NullMarked
package dev.yinhu.subjectrights.correction;

import org.jspecify.annotations.NullMarked;
