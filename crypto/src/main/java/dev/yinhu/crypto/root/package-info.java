/**
 * How the root key is kept while nothing runs: the forms in which its 32 bytes stand in a file.
 *
 * <p>The tour. A {@link dev.yinhu.crypto.root.RootKeySeal} turns the 32 bytes into one line of text
 * and back. There are three: as they are ({@code yrk1.}), under a passphrase ({@code yrp1.}), and
 * under a key that never leaves a PKCS#11 token ({@code yrt1.}); a key service of a cloud would be
 * one more. The line says which it is, so {@link dev.yinhu.crypto.root.RootKeySeals}, which holds
 * where passphrase and token are found, opens whichever stands in the file. {@link
 * dev.yinhu.crypto.root.SealedFile} writes the line once, reads it, and exchanges it for another
 * without a moment in which neither is on disk.
 *
 * <p>The root key is the same in every form: moving from one to another changes nothing in the
 * database. Key bytes are handed over in arrays that the receiver overwrites; none becomes a {@code
 * String}.
 */
@NullMarked
package dev.yinhu.crypto.root;

import org.jspecify.annotations.NullMarked;
