/** TODO tour. */
@NullMarked
package dev.yinhu.accessaudit;

import org.jspecify.annotations.NullMarked;
