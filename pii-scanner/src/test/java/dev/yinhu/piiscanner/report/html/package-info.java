@NullMarked
package dev.yinhu.piiscanner.report.html;

import org.jspecify.annotations.NullMarked;
