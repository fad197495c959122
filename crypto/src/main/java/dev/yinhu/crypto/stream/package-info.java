/**
 * Streams of any length in authenticated segments, over key bytes that are given: knows no keyring,
 * subject or register.
 *
 * <p>The construction is STREAM of Hoang, Reyhanitabar, Rogaway and Vizár ("Online
 * Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance", CRYPTO 2015) as Tink builds it:
 * each segment is sealed under a nonce of prefix, number of the segment and whether it is the last,
 * so that segments cannot be moved, left out, doubled or added unnoticed. {@link
 * dev.yinhu.crypto.stream.StreamSuite} makes a {@link dev.yinhu.crypto.stream.StreamSealer} or a
 * {@link dev.yinhu.crypto.stream.StreamOpener}; both hold one segment at a time, however long the
 * stream is. AES goes through Tink, SM4 through Bouncy Castle behind Tink's interfaces.
 */
@NullMarked
package dev.yinhu.crypto.stream;

import org.jspecify.annotations.NullMarked;
