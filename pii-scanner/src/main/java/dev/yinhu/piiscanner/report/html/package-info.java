/**
 * The report for people: {@link dev.yinhu.piiscanner.report.html.HtmlReport}. One file without
 * script, which is XML as well; every text goes through one escaping writer.
 */
@NullMarked
package dev.yinhu.piiscanner.report.html;

import org.jspecify.annotations.NullMarked;
