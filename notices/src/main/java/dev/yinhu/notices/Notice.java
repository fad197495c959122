package dev.yinhu.notices;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;

/**
 * A wish that somebody be told something once.
 *
 * @param channels by preference; the next is taken when one has refused for certain
 * @param drill true for an exercise: it goes the whole way up to the sender and stops there. The
 *     names of exercises, {@code .../drill-...}, go with it, and those of incidents, {@code
 *     incident/inc-...}, never do
 * @param notBefore not sent earlier
 * @param expires not sent later; after {@code notBefore}
 */
public record Notice(
    NoticeKey key,
    Owner owner,
    Recipient recipient,
    List<ChannelKind> channels,
    Message message,
    boolean drill,
    Instant notBefore,
    Instant expires) {

  /** Checks what belongs together, and copies. */
  public Notice {
    channels = List.copyOf(channels);
    if (channels.isEmpty() || EnumSet.copyOf(channels).size() != channels.size()) {
      throw new IllegalArgumentException(
          "a notice has one or more channels, each once: " + key.text());
    }
    if (!expires.isAfter(notBefore)) {
      throw new IllegalArgumentException(
          "a notice expires after the time before which it is not sent: " + key.text());
    }
    requireMark(key, owner, drill);
    boolean machine = recipient instanceof Recipient.Configured;
    if (!machine && channels.contains(ChannelKind.WEBHOOK)) {
      throw new IllegalArgumentException(
          "webhooks are for configured recipients, not for persons: " + key.text());
    }
  }

  /** A real one marked as a drill would tell nobody, the other way round would tell somebody. */
  private static void requireMark(NoticeKey key, Owner owner, boolean drill) {
    for (String name : List.of(key.text(), owner.text())) {
      if (name.contains("/drill-") && !drill) {
        throw new IllegalArgumentException(
            "a notice whose name is of a drill is marked as one: " + key.text());
      }
      if (name.startsWith("incident/inc-") && drill) {
        throw new IllegalArgumentException(
            "a notice of a real incident is not marked as a drill: " + key.text());
      }
    }
  }
}
