/**
 * How good the scanner is on labelled texts: {@link dev.yinhu.piiscanner.quality.LabelledCorpus}
 * reads them, {@link dev.yinhu.piiscanner.quality.Quality} counts; the benchmark {@code
 * scan-quality} prints the figures.
 */
@NullMarked
package dev.yinhu.piiscanner.quality;

import org.jspecify.annotations.NullMarked;
