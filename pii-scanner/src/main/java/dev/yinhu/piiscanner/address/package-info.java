/**
 * Addresses in Chinese text: administrative divisions from a gazetteer, then streets, villages,
 * buildings, units and rooms by a grammar that is read once from left to right.
 */
@NullMarked
package dev.yinhu.piiscanner.address;

import org.jspecify.annotations.NullMarked;
