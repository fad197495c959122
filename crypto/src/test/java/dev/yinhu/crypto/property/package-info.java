/** What holds for every value: round trips and what tampering gives. */
@NullMarked
package dev.yinhu.crypto.property;

import org.jspecify.annotations.NullMarked;
