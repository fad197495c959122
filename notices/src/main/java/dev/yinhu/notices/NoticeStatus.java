package dev.yinhu.notices;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of a notice so far.
 *
 * @param code why; empty when there is nothing to say
 * @param channel the one it is on, or ended on
 * @param tries over all channels
 * @param contradicted true when a gateway later said something else; see the history of call-backs
 * @param settledAt empty while something is still done
 */
public record NoticeStatus(
    NoticeKey key,
    Owner owner,
    NoticeState state,
    String code,
    ChannelKind channel,
    int tries,
    boolean contradicted,
    Optional<Instant> settledAt) {
  NoticeStatus with(String other) {
    return new NoticeStatus(key, owner, state, other, channel, tries, contradicted, settledAt);
  }
}
