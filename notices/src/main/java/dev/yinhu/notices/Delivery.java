package dev.yinhu.notices;

import dev.yinhu.notices.channel.Channel;
import dev.yinhu.notices.channel.Outcome;
import dev.yinhu.notices.channel.Outgoing;
import dev.yinhu.notices.channel.Outgoing.Addressee;
import dev.yinhu.notices.channel.ResultCode;
import dev.yinhu.notices.text.Rendered;
import dev.yinhu.notices.text.Texts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on one notice of a channel's line, from claim to what came of it. Thread-safe. */
final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
  private static final ResultCode NO_TEXT = new ResultCode("no-such-text");
  private static final ResultCode CODE_CLOSED = new ResultCode("code-not-opened");
  private static final ResultCode NO_SOURCE = new ResultCode("contact-unavailable");
  private static final ResultCode SENDER_FAILED = new ResultCode("sender-failed");

  private final OutboxStore store;
  private final Line line;
  private final Course course;
  private final Opening opening;
  private final Duration lease;
  private final InstantSource clock;

  /** What has to be opened to say something to somebody. */
  record Opening(Texts texts, ContactSource contacts, Sealer sealer) {}

  Delivery(
      OutboxStore store,
      Line line,
      Course course,
      Opening opening,
      Duration lease,
      InstantSource clock) {
    this.store = store;
    this.line = line;
    this.course = course;
    this.opening = opening;
    this.lease = lease;
    this.clock = clock;
  }

  /**
   * @throws DrillRefused for a drill, before anything of it is opened: drills are {@link
   *     DrillSink}'s
   */
  void run(Work found) throws InterruptedException {
    if (found.drill()) {
      throw new DrillRefused(found.deliveryId());
    }
    Work work = found.state() == NoticeState.SENDING ? found.takenOver() : found;
    Optional<Move> move = beforeSending(work);
    if (move.isPresent()) {
      store.put(work, move.get(), clock.instant());
    } else if (work.isOver(clock.instant())) {
      store.put(work, Course.expired(work), clock.instant());
    } else {
      sayUnlessHeld(work);
    }
  }

  private void sayUnlessHeld(Work work) throws InterruptedException {
    Optional<ResultCode> held = line.channel().held(work.recipient());
    if (held.isPresent()) {
      Instant now = clock.instant();
      store.put(work, course.held(work, held.get(), now), now);
    } else {
      say(work);
    }
  }

  /** Empty when it may be sent as far as is known of what happened to it before. */
  private Optional<Move> beforeSending(Work work) throws InterruptedException {
    Channel channel = line.channel();
    boolean accepted = work.state() == NoticeState.ACCEPTED;
    if (!accepted && !work.unsure()) {
      return Optional.empty();
    }
    if (channel.canAsk()) {
      return course.asked(work, channel.ask(work.deliveryId(), work.gatewayId()), clock.instant());
    }
    if (accepted) {
      return Optional.of(course.silent(work, clock.instant()));
    }
    return channel.mayRepeat() ? Optional.empty() : Optional.of(Course.unknown(work));
  }

  private void say(Work work) throws InterruptedException {
    Rendered text;
    try (Code code = open(work)) {
      text = opening.texts().render(work.message(), code.secret(), work.channel());
    } catch (IllegalArgumentException e) {
      LOG.warn(
          "Notice {} cannot be said: its text {} is missing or was changed",
          work.id(),
          work.message().template());
      store.put(work, Course.unspeakable(work, NO_TEXT), clock.instant());
      return;
    } catch (CodeClosed e) {
      LOG.warn("The one-time code of notice {} cannot be opened now", work.id(), e);
      store.put(work, course.deferred(work, CODE_CLOSED, clock.instant()), clock.instant());
      return;
    }
    address(work, text);
  }

  private void address(Work work, Rendered text) throws InterruptedException {
    if (!line.channel().needsContact(new Addressee(work.recipient(), Optional.empty()))) {
      send(work, text, Optional.empty());
      return;
    }
    Instant now = clock.instant();
    switch (opening.contacts().open(work.recipient(), work.channel(), work.code().isPresent())) {
      case ContactSource.Known(Contact contact) -> send(work, text, Optional.of(contact));
      case ContactSource.None() -> store.put(work, course.noContact(work, now), now);
      case ContactSource.Erased() -> store.put(work, course.erased(work), now);
      case ContactSource.Unavailable() ->
          store.put(work, course.deferred(work, NO_SOURCE, now), now);
    }
  }

  private void send(Work work, Rendered text, Optional<Contact> contact)
      throws InterruptedException {
    try (Outgoing outgoing =
        Outgoing.of(
            work.deliveryId(),
            new Addressee(work.recipient(), contact),
            work.message(),
            text,
            work.createdAt(),
            work.drill())) {
      Optional<Integer> attempt = store.begin(work, clock.instant(), lease);
      if (attempt.isPresent()) {
        finish(work, attempt.get(), attempt(outgoing));
      }
    }
  }

  private Outcome attempt(Outgoing outgoing) throws InterruptedException {
    try {
      return line.channel().send(outgoing);
    } catch (RuntimeException e) {
      // Class and place alone: the message may repeat the contact.
      LOG.error(
          "Sender {} failed with {} at {}",
          line.channel().kind(),
          e.getClass().getName(),
          place(e));
      return new Outcome.Unclear(SENDER_FAILED, true);
    }
  }

  private static String place(RuntimeException e) {
    StackTraceElement[] stack = e.getStackTrace();
    return stack.length == 0 ? "?" : stack[0].toString();
  }

  private void finish(Work work, int attempt, Outcome outcome) {
    Instant now = clock.instant();
    Word word = word(outcome);
    line.came(word.outcome(), outcome);
    store.finish(work, course.sent(work, outcome, now), attempt, word.outcome(), word.code(), now);
  }

  /** An outcome as the history has it. */
  private record Word(String outcome, ResultCode code) {}

  private static Word word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Delivered(ResultCode code, _) -> new Word("delivered", code);
      case Outcome.Accepted _ -> new Word("accepted", Course.NONE);
      case Outcome.Refused(ResultCode code) -> new Word("refused", code);
      case Outcome.TryLater(ResultCode code, _, _) -> new Word("try-later", code);
      case Outcome.Unclear(ResultCode code, _) -> new Word("unclear", code);
    };
  }

  /** A one-time code or none; closing clears it. */
  private record Code(Optional<SecretCode> secret) implements AutoCloseable {
    @Override
    public void close() {
      secret.ifPresent(SecretCode::close);
    }
  }

  /** The sealer does not open a code now. */
  private static final class CodeClosed extends Exception {
    private static final long serialVersionUID = 1L;

    CodeClosed(Throwable cause) {
      super("the sealer does not open it", cause);
    }
  }

  private Code open(Work work) throws CodeClosed {
    if (work.code().isEmpty()) {
      return new Code(Optional.empty());
    }
    byte[] plain;
    try {
      plain = opening.sealer().open(work.code().get().bytes(), context(work.id()));
    } catch (RuntimeException e) {
      throw new CodeClosed(e);
    }
    try {
      return new Code(Optional.of(SecretCode.ofBytes(plain)));
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /** What a one-time code is bound to. */
  static byte[] context(NoticeId id) {
    return ("notice-code\n" + id).getBytes(StandardCharsets.UTF_8);
  }
}
