/** Tests of counting time as laws count it. */
@NullMarked
package dev.yinhu.register.calendar;

import org.jspecify.annotations.NullMarked;
