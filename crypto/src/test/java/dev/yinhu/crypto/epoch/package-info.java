/** The ledger and the key directory as files. */
@NullMarked
package dev.yinhu.crypto.epoch;

import org.jspecify.annotations.NullMarked;
