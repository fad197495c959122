/**
 * Personal names in Chinese text.
 *
 * <p>A run of ideographs is read as a row of words from a dictionary with their frequencies; a name
 * is a reading of some of its characters that makes the whole run more likely ({@link
 * dev.yinhu.piiscanner.name.NameLattice}). How much a reading gains, and what stands around it
 * ({@link dev.yinhu.piiscanner.name.NameCues}, {@link dev.yinhu.piiscanner.name.NameEndings}), are
 * added up by {@link dev.yinhu.piiscanner.name.NameDetector}.
 */
@NullMarked
package dev.yinhu.piiscanner.name;

import org.jspecify.annotations.NullMarked;
