package dev.yinhu.notices;

/**
 * Where contacts come from. Whoever wires it opens them through the guarded path, with purpose and
 * audit entry, and only when asked: that is, immediately before sending. Called by many threads.
 */
@FunctionalInterface
public interface ContactSource {
  /** What the source answers. */
  sealed interface Found {}

  /**
   * Here it is; who gets it closes it.
   *
   * @param contact to be closed
   */
  record Known(Contact contact) implements Found {}

  /** The recipient has none for this channel. */
  record None() implements Found {}

  /** The person was erased: nobody is to be told anything any more. */
  record Erased() implements Found {}

  /** Not now, for instance because the audit log cannot be written; asked again later. */
  record Unavailable() implements Found {}

  /**
   * Opens the contact for this channel. For a webhook it is the identifier by which the recipient
   * knows the person that the notice is about, and it is asked only when there is such a person.
   *
   * @param coded whether a one-time code goes there: who reads it proves something by it, so only a
   *     contact that has been known for long will do
   */
  Found open(Recipient recipient, ChannelKind channel, boolean coded);
}
