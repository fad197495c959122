@NullMarked
package dev.yinhu.piiscanner.report.gate;

import org.jspecify.annotations.NullMarked;
