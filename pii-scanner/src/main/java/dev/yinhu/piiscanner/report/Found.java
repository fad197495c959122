package dev.yinhu.piiscanner.report;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.source.Place;

/**
 * Personal data at a place of a source.
 *
 * @param source path of the file; of an entry of an archive or a part of a mail {@code
 *     archive!/entry}
 * @param place where it begins
 * @param type what it is
 * @param length in code points
 * @param confidence 0 to 1
 * @param sample without the value
 */
public record Found(
    String source, Place place, PiiType type, int length, double confidence, Sample sample) {}
