/** Tests of the policy that follows from a register. */
@NullMarked
package dev.yinhu.register.policy;

import org.jspecify.annotations.NullMarked;
