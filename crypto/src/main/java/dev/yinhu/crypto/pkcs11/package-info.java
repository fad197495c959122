/**
 * The part of PKCS#11 (OASIS, version 2.40) that keeping a root key needs, straight on a token's
 * driver through the JDK's foreign-function interface.
 *
 * <p>The tour. {@link dev.yinhu.crypto.pkcs11.Token} opens one contact with a token: driver
 * initialised, slot found by label, user signed in; it finds or makes an AES key, encrypts and
 * decrypts a few bytes with it inside the token, and lets go of everything when closed. {@link
 * dev.yinhu.crypto.pkcs11.Module} is the driver's list of functions, called by their number.
 *
 * <p>Why not the JDK's SunPKCS11 provider: it initialises a driver once in the life of the process.
 * A driver whose token went away often works again only after {@code C_Finalize} and {@code
 * C_Initialize}, so that a service would have to be restarted; and it finds slots by number only,
 * and tells neither that a PIN was wrong nor how many tries are left. Here each contact begins
 * anew.
 */
@NullMarked
package dev.yinhu.crypto.pkcs11;

import org.jspecify.annotations.NullMarked;
