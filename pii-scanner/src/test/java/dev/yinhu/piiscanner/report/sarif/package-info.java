@NullMarked
package dev.yinhu.piiscanner.report.sarif;

import org.jspecify.annotations.NullMarked;
