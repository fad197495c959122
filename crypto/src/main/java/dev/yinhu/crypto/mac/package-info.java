/**
 * Keyed hashes over given key bytes: {@link dev.yinhu.crypto.mac.KeyedHash} under one of the {@link
 * dev.yinhu.crypto.mac.MacAlgorithm}s, each with the key derivation that goes with it. Blind
 * indexes and computed tokens are made of them.
 *
 * <p>Nothing here knows where keys come from; the callers overwrite what they pass in.
 */
@NullMarked
package dev.yinhu.crypto.mac;

import org.jspecify.annotations.NullMarked;
