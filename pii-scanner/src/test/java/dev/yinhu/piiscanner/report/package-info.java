@NullMarked
package dev.yinhu.piiscanner.report;

import org.jspecify.annotations.NullMarked;
