/**
 * Findings as SARIF 2.1.0, the format in which code hosts and editors read what scanners find.
 *
 * <p>{@link dev.yinhu.piiscanner.report.sarif.SarifReport} writes the whole log; {@code
 * RelativeUri} writes the paths of files in it, so that they fit wherever a tree is checked out.
 */
@NullMarked
package dev.yinhu.piiscanner.report.sarif;

import org.jspecify.annotations.NullMarked;
