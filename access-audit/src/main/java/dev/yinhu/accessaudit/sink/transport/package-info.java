/**
 * How events get to a receiver.
 *
 * <p>The tour. A {@link dev.yinhu.accessaudit.sink.transport.Transport} hands events over and
 * returns when the receiver has them, as far as the protocol lets anybody know; {@link
 * dev.yinhu.accessaudit.sink.transport.NotDelivered} says why not and whether trying again can
 * help. {@link dev.yinhu.accessaudit.sink.transport.Transports} opens the one that a configuration
 * asks for: syslog, webhook or Kafka, whose library is loaded only then. All waiting is bounded and
 * ends when the waiting thread is interrupted.
 */
@NullMarked
package dev.yinhu.accessaudit.sink.transport;

import org.jspecify.annotations.NullMarked;
