/** The whole service while something it stands on is missing, full, wrong or gone. */
@NullMarked
package dev.yinhu.service.faults;

import org.jspecify.annotations.NullMarked;
