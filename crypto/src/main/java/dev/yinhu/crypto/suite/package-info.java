/**
 * The algorithms under the cipher suites, each over key bytes that are given: they know no field,
 * subject, keyring or envelope.
 *
 * <p>The tour. {@link dev.yinhu.crypto.suite.ValueCipher} is what a suite of the envelope offers:
 * {@link dev.yinhu.crypto.suite.XaesGcm} and {@link dev.yinhu.crypto.suite.AesSiv} through Tink,
 * {@link dev.yinhu.crypto.suite.Sm4Gcm} and {@link dev.yinhu.crypto.suite.Sm4CtrHmacSm3} through
 * Bouncy Castle, which Tink does not have. {@link dev.yinhu.crypto.suite.HkdfSm3} derives the keys
 * of the SM4 suites. {@link dev.yinhu.crypto.suite.Ff1} is the permutation under values that keep
 * their shape. Nonces are drawn by {@link dev.yinhu.crypto.suite.Nonces} or by Tink itself, never
 * taken from a caller.
 */
@NullMarked
package dev.yinhu.crypto.suite;

import org.jspecify.annotations.NullMarked;
