/** TODO tour. */
@NullMarked
package dev.yinhu.fieldaccess;

import org.jspecify.annotations.NullMarked;
