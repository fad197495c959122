package dev.yinhu.notices;

import dev.yinhu.notices.channel.ResultCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A notice that a node has to itself.
 *
 * @param state as it was found
 * @param step which of the channels
 * @param attempts how often it was tried on that channel
 * @param unsure true when it may have been sent on that channel without our knowing
 * @param gatewayId what that channel's gateway called it last
 * @param confirmBy until when a gateway that took it should say what became of it
 * @param claim under which the node has it
 */
record Work(
    NoticeId id,
    NoticeState state,
    Recipient recipient,
    List<ChannelKind> channels,
    Message message,
    Optional<SealedCode> code,
    boolean drill,
    Instant createdAt,
    Instant expires,
    int step,
    int attempts,
    boolean unsure,
    Optional<String> gatewayId,
    Optional<Instant> confirmBy,
    ResultCode last,
    UUID claim) {

  ChannelKind channel() {
    return channels.get(step);
  }

  DeliveryId deliveryId() {
    return new DeliveryId(id, step);
  }

  boolean hasNextChannel() {
    return step + 1 < channels.size();
  }

  boolean isOver(Instant now) {
    return !now.isBefore(expires);
  }

  /** The same, when the node that had it may have sent it before it died. */
  Work takenOver() {
    return new Work(
        id, state, recipient, channels, message, code, drill, createdAt, expires, step, attempts,
        true, gatewayId, confirmBy, last, claim);
  }
}
