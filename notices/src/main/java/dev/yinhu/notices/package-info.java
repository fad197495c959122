/**
 * Notices: what people and recipients are told, each once.
 *
 * <p>A {@link dev.yinhu.notices.Notice} says to whom ({@link dev.yinhu.notices.Recipient}, a
 * reference), what ({@link dev.yinhu.notices.Message}, a text by name with codes, numbers and
 * dates) and by which ways ({@link dev.yinhu.notices.ChannelKind}). {@link
 * dev.yinhu.notices.Notices} writes it into the outbox in the caller's transaction and sends it
 * when that has committed.
 *
 * <p>How it goes: a {@code Dispatcher} for each channel claims what is due, a {@code Delivery}
 * works on each: it asks the {@link dev.yinhu.notices.ContactSource} for the contact, writes down
 * that a try begins, hands the channel an {@code Outgoing} and writes down what it came to. {@code
 * Course} has the rules by which a notice moves, {@code LateRules} those for what gateways say
 * later ({@link dev.yinhu.notices.LateWord}); both know neither clock nor database. {@code
 * OutboxStore} and {@code LateWordStore} hold the SQL.
 *
 * <p>Three things hold everywhere: no contact value is stored, logged or shown; every try of a
 * notice on a channel carries the same {@link dev.yinhu.notices.DeliveryId}; and a notice of a
 * drill cannot be sent, because nothing that a sender takes can be made of it.
 *
 * <p>{@code channel} says what a channel is; {@code smtp}, {@code gateway} and {@code webhook} are
 * channels; {@code text} has the texts; {@code callback} reads what comes back.
 */
@NullMarked
package dev.yinhu.notices;

import org.jspecify.annotations.NullMarked;
