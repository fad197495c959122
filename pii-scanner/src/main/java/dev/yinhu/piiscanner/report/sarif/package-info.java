/** Findings as SARIF 2.1.0, the format in which code hosts and editors read what scanners find. */
@NullMarked
package dev.yinhu.piiscanner.report.sarif;

import org.jspecify.annotations.NullMarked;
