package dev.yinhu.service.notices;

import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.DeliveryId;
import dev.yinhu.notices.Recipient;
import dev.yinhu.notices.channel.Channel;
import dev.yinhu.notices.channel.Fate;
import dev.yinhu.notices.channel.Outcome;
import dev.yinhu.notices.channel.Outgoing;
import dev.yinhu.notices.channel.ResultCode;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A channel that sends nothing while its gateway, by the name of its kind, or the configured
 * recipient is paused. What is to be sent goes by its next channel, and waits where there is none;
 * no try is used up. Asking what became of something earlier goes on. Thread-safe.
 *
 * @param paused whether nothing is handed to a recipient now; counts what it refuses
 */
public record PausableChannel(Channel channel, Predicate<String> paused) implements Channel {
  private static final ResultCode PAUSED = new ResultCode("recipient-paused");

  @Override
  public ChannelKind kind() {
    return channel.kind();
  }

  @Override
  public boolean needsContact(Outgoing.Addressee addressee) {
    return channel.needsContact(addressee);
  }

  @Override
  public Optional<ResultCode> held(Recipient recipient) {
    boolean isHeld =
        paused.test(kind().wireName())
            || (recipient instanceof Recipient.Configured configured
                && paused.test(configured.name()));
    return isHeld ? Optional.of(PAUSED) : channel.held(recipient);
  }

  /** Looked at once more: what was paused a moment ago is not sent either. */
  @Override
  public Outcome send(Outgoing outgoing) throws InterruptedException {
    Optional<ResultCode> held = held(outgoing.addressee().recipient());
    return held.isPresent()
        ? new Outcome.TryLater(held.get(), Optional.empty(), false)
        : channel.send(outgoing);
  }

  @Override
  public boolean mayRepeat() {
    return channel.mayRepeat();
  }

  @Override
  public boolean canAsk() {
    return channel.canAsk();
  }

  @Override
  public Fate ask(DeliveryId id, Optional<String> gatewayId) throws InterruptedException {
    return channel.ask(id, gatewayId);
  }

  @Override
  public void close() {
    channel.close();
  }
}
