/** The HTTP contract, on the whole service over a database of its own. */
@NullMarked
package dev.yinhu.service.api;

import org.jspecify.annotations.NullMarked;
