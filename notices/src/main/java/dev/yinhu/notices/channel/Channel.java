package dev.yinhu.notices.channel;

import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.DeliveryId;
import dev.yinhu.notices.Recipient;
import java.util.Optional;

/** Sends. Thread-safe. Every call ends within a time that the channel's settings bound. */
public interface Channel extends AutoCloseable {
  /** Which way it goes. */
  ChannelKind kind();

  /** Whether there has to be a contact; without, the recipient's configuration says it all. */
  boolean needsContact(Outgoing.Addressee addressee);

  /**
   * Why nothing is to be handed to it for this recipient now; empty when it may be sent. That is no
   * try: what is held goes by the next channel, and waits where there is none.
   */
  default Optional<ResultCode> held(Recipient recipient) {
    return Optional.empty();
  }

  /**
   * Sends under the id of {@code outgoing}. Whatever happens is an outcome: only when it is certain
   * that nothing was sent it says so.
   */
  Outcome send(Outgoing outgoing) throws InterruptedException;

  /**
   * Whether sending once more under the same id is right when it is not known whether the first was
   * sent: because the other side delivers an id once, or because twice was said to be better than
   * never.
   */
  boolean mayRepeat();

  /** Whether {@link #ask} can tell anything. */
  boolean canAsk();

  /**
   * Asks the gateway what it knows of a notice.
   *
   * @param gatewayId what the gateway called it, when it said so
   */
  Fate ask(DeliveryId id, Optional<String> gatewayId) throws InterruptedException;

  /** Frees connections. */
  @Override
  void close();
}
