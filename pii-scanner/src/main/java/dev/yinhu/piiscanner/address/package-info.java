/**
 * Addresses in Chinese text: administrative divisions from a gazetteer, then streets, villages,
 * buildings, units and rooms by a grammar that is read once from left to right.
 *
 * <p>{@link dev.yinhu.piiscanner.address.AddressDetector} is the detector: it rates what {@code
 * AddressReading} reads. That asks {@code Places} for the divisions and {@code AddressWords} for
 * the words that parts end with.
 */
@NullMarked
package dev.yinhu.piiscanner.address;

import org.jspecify.annotations.NullMarked;
