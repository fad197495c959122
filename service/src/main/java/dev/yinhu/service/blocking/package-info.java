/**
 * The one way off the event loop: {@link dev.yinhu.service.blocking.Blocking} runs plain blocking
 * code on virtual threads, at most so many at once.
 */
@NullMarked
package dev.yinhu.service.blocking;

import org.jspecify.annotations.NullMarked;
