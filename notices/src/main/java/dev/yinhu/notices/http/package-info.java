/** HTTP as senders use it: guarded, bounded, and clear about whether something was sent. */
@NullMarked
package dev.yinhu.notices.http;

import org.jspecify.annotations.NullMarked;
