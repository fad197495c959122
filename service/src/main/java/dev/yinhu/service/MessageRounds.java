package dev.yinhu.service;

import dev.yinhu.service.notices.CaseMessages;
import dev.yinhu.service.notices.ExtensionTelling;
import dev.yinhu.subjectrights.cases.CaseWords;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what people are told of their cases into the outbox, has extensions count that were told,
 * and forgets people of whom nothing is left to be told; again and again, until it is closed.
 */
final class MessageRounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MessageRounds.class);
  private static final Duration TELL = Duration.ofSeconds(1);
  private static final Duration FORGET = Duration.ofMinutes(1);

  /** How long the id of somebody is kept whose case has ended, if nothing tells them. */
  private static final Duration LONGEST = Duration.ofDays(7);

  private static final int TOGETHER = 200;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("case-messages").daemon().factory());

  private MessageRounds() {}

  static MessageRounds start(CaseWords words, CaseMessages messages, ExtensionTelling extensions) {
    MessageRounds rounds = new MessageRounds();
    rounds.every(
        TELL,
        () -> {
          int _ = words.tell(messages, TOGETHER);
          extensions.round();
        });
    rounds.every(
        FORGET,
        () -> {
          int _ = words.forget(messages::isSettled, LONGEST);
        });
    return rounds;
  }

  private void every(Duration pause, Runnable round) {
    var _ =
        thread.scheduleWithFixedDelay(
            () -> quietly(round), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void quietly(Runnable round) {
    try {
      round.run();
    } catch (RuntimeException e) {
      LOG.warn("Messages of requests were not put out; the next round tries again", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
