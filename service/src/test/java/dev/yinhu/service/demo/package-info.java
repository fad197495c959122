/** The demo from the outside. */
@NullMarked
package dev.yinhu.service.demo;

import org.jspecify.annotations.NullMarked;
