/**
 * Proof of who asks.
 *
 * <p>The tour. The platform vouches for a person whom it has signed in: by a short-lived signed
 * token ({@link dev.yinhu.subjectrights.identity.Vouching}), good once, or by being the caller.
 * What could hurt most, a copy and a deletion, takes a code beside it that was sent to a contact
 * the platform has known for long ({@link dev.yinhu.subjectrights.identity.StepUpCodes}); the other
 * contacts are told at once, and may stop it ({@link dev.yinhu.subjectrights.identity.StopTokens}).
 * Whoever asks for somebody else shows proof of it, which staff judge. {@link
 * dev.yinhu.subjectrights.identity.IdentityDesk} puts this together, answers alike for what exists
 * and what does not, and is limited by {@link dev.yinhu.subjectrights.identity.AttemptLimits}.
 *
 * <p>No contact and no identifier passes through this room: contacts are opened when a notice is
 * sent, codes and identifiers are kept as keyed hashes.
 */
@NullMarked
package dev.yinhu.subjectrights.identity;

import org.jspecify.annotations.NullMarked;
