package dev.yinhu.service.notices;

import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.DeliveryId;
import dev.yinhu.notices.Recipient;
import dev.yinhu.notices.channel.Channel;
import dev.yinhu.notices.channel.Fate;
import dev.yinhu.notices.channel.Outcome;
import dev.yinhu.notices.channel.Outgoing;
import dev.yinhu.notices.channel.ResultCode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A channel that sends nothing while its gateway, by the name of its kind, or the configured
 * recipient is paused. What waits is tried again later and goes on to another channel after as many
 * tries as every other. Asking what became of something earlier goes on. Thread-safe.
 *
 * @param paused whether nothing is handed to a recipient now; counts what it refuses
 */
public record PausableChannel(Channel channel, Predicate<String> paused) implements Channel {
  private static final ResultCode PAUSED = new ResultCode("recipient-paused");
  private static final Duration LATER = Duration.ofMinutes(10);

  @Override
  public ChannelKind kind() {
    return channel.kind();
  }

  @Override
  public boolean needsContact(Outgoing.Addressee addressee) {
    return channel.needsContact(addressee);
  }

  @Override
  public Outcome send(Outgoing outgoing) throws InterruptedException {
    if (paused.test(kind().wireName())) {
      return new Outcome.TryLater(PAUSED, Optional.of(LATER), true);
    }
    if (outgoing.addressee().recipient() instanceof Recipient.Configured configured
        && paused.test(configured.name())) {
      return new Outcome.TryLater(PAUSED, Optional.of(LATER), false);
    }
    return channel.send(outgoing);
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
