package dev.yinhu.notices;

import dev.yinhu.notices.channel.ResultCode;

/**
 * What a gateway or receiver says later of a notice that it was given.
 *
 * @param code why
 */
public record LateWord(About about, Verdict verdict, ResultCode code) {
  /** What became of it. */
  public enum Verdict {
    /** It arrived; or, from the receiver of a webhook: we have done what it asks for. */
    ARRIVED,
    /** It did not arrive and will not. */
    RETURNED,
    /** Nothing is known yet. */
    UNDERWAY;

    String wireName() {
      return WireName.of(this);
    }
  }

  /** Of which notice it speaks. */
  public sealed interface About {
    /** By the id that we gave. */
    record Ours(DeliveryId id) implements About {}

    /**
     * By what the gateway calls it.
     *
     * @param gatewayId as its answer named it
     */
    record Theirs(ChannelKind channel, String gatewayId) implements About {}
  }
}
