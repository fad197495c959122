/** Processes killed at the worst moment: what was acknowledged must be there. */
@NullMarked
package dev.yinhu.service.crash;

import org.jspecify.annotations.NullMarked;
