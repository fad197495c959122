/**
 * Encryption of personal fields: envelopes, the key hierarchy, the subject directory and masks.
 *
 * <p>The tour. {@link dev.yinhu.crypto.Crypto#open} puts the room together on one screen. A {@link
 * dev.yinhu.crypto.RootKey} wraps the versions of the {@link dev.yinhu.crypto.Keyrings}. {@link
 * dev.yinhu.crypto.SubjectDirectory} turns the platform's subject id into a {@link
 * dev.yinhu.crypto.KeyScope}: a random reference and a key of that person alone. {@link
 * dev.yinhu.crypto.FieldCipher} seals one value of one field in one scope into an {@link
 * dev.yinhu.crypto.Envelope} and opens it again, or says why not ({@link dev.yinhu.crypto.Opened}).
 * {@link dev.yinhu.crypto.FileCipher} does the same for files of any length, segment by segment.
 * {@link dev.yinhu.crypto.mask.Masks} shows as little of a value as its kind allows.
 *
 * <p>How the root key is kept while nothing runs is the matter of {@code crypto.root}, the token
 * that may open it of {@code crypto.pkcs11}; how long it stays open is {@code RootKeyLease}'s.
 *
 * <p>Hierarchy: root key → keyring versions → subject key (wrapped) → field key (HKDF). A field key
 * needs both the keyring version named in the envelope and the subject's key, so destroying either
 * makes the value unreadable.
 *
 * <p>Nothing in this package decides whether somebody may read a value: only field-access calls
 * {@link dev.yinhu.crypto.FieldCipher#open} and {@link dev.yinhu.crypto.FileCipher#open}.
 */
@NullMarked
package dev.yinhu.crypto;

import org.jspecify.annotations.NullMarked;
