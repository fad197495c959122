@NullMarked
package dev.yinhu.piiscanner.report.json;

import org.jspecify.annotations.NullMarked;
