/**
 * What a way of sending is: {@link dev.yinhu.notices.channel.Channel} takes an {@link
 * dev.yinhu.notices.channel.Outgoing}, which cannot be made for a drill, and says what it came to
 * ({@link dev.yinhu.notices.channel.Outcome}), or later what became of it ({@link
 * dev.yinhu.notices.channel.Fate}).
 */
@NullMarked
package dev.yinhu.notices.channel;

import org.jspecify.annotations.NullMarked;
