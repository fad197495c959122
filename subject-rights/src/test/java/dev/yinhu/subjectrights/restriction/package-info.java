/** Tests of the package of the same name. */
@NullMarked
package dev.yinhu.subjectrights.restriction;

import org.jspecify.annotations.NullMarked;
