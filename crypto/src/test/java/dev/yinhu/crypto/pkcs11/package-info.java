/** What the tests need of tokens and the product does not. */
@NullMarked
package dev.yinhu.crypto.pkcs11;

import org.jspecify.annotations.NullMarked;
