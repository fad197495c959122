/**
 * What gateways and receivers say later: {@link dev.yinhu.notices.callback.CallBackReader} checks
 * signature and time of a request and makes {@link dev.yinhu.notices.LateWord}s of it.
 */
@NullMarked
package dev.yinhu.notices.callback;

import org.jspecify.annotations.NullMarked;
