package dev.yinhu.service.notices;

import dev.yinhu.notices.Message;
import dev.yinhu.notices.Notice;
import dev.yinhu.notices.NoticeKey;
import dev.yinhu.notices.NoticeState;
import dev.yinhu.notices.NoticeStatus;
import dev.yinhu.notices.Parameter;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.Cases;
import dev.yinhu.subjectrights.cases.ExtensionWishes;
import dev.yinhu.subjectrights.clock.CaseClock;
import dev.yinhu.subjectrights.clock.ClockJournal;
import dev.yinhu.subjectrights.clock.ExtensionAnswer;
import dev.yinhu.subjectrights.clock.RunningClock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people that their answer takes longer, and lets that count once the notice has arrived
 * before the time was over. What did not arrive extends nothing. Blocks.
 */
public final class ExtensionTelling {
  private static final Logger LOG = LoggerFactory.getLogger(ExtensionTelling.class);

  private final Cases cases;
  private final CaseClock clocks;
  private final CaseMessages messages;
  private final Consumer<ExtensionWishes.Wish> counts;

  /**
   * @param counts has the extension count
   */
  public ExtensionTelling(
      Cases cases, CaseClock clocks, CaseMessages messages, Consumer<ExtensionWishes.Wish> counts) {
    this.cases = cases;
    this.clocks = clocks;
    this.messages = messages;
    this.counts = counts;
  }

  /** Looks at all wishes once. */
  public void round() {
    for (ExtensionWishes.Wish wish : cases.extensions().all()) {
      try {
        look(wish);
      } catch (RuntimeException e) {
        LOG.warn("The extension of case {} is looked at again", wish.id(), e);
      }
    }
  }

  private void look(ExtensionWishes.Wish wish) {
    Case known = cases.find(wish.id()).orElseThrow();
    Optional<Term> term = term(known);
    if (known.state().isEnded() || term.isEmpty() || messages.ground().channels().isEmpty()) {
      dropped(wish, "nothing to extend, or no channel");
      return;
    }
    if (wish.notice().isEmpty()) {
      Notice notice = notice(known, wish, term.get());
      var _ = messages.ground().notices().enqueueAll(List.of(notice));
      cases.extensions().told(wish, notice.key().text());
      return;
    }
    Optional<NoticeStatus> status =
        messages.ground().notices().find(new NoticeKey(wish.notice().get()));
    if (status.isEmpty() || status.get().state() == NoticeState.DELIVERED) {
      arrived(wish, status);
    } else if (status.get().state().isSettled()) {
      dropped(wish, "the notice is " + status.get().state().wireName());
    }
  }

  private void arrived(ExtensionWishes.Wish wish, Optional<NoticeStatus> status) {
    if (status.isPresent()) {
      counts.accept(wish);
      cases.extensions().remove(wish);
    } else {
      dropped(wish, "the notice is forgotten");
    }
  }

  private void dropped(ExtensionWishes.Wish wish, String why) {
    LOG.warn("Case {} is not extended: {}", wish.id(), why);
    cases.extensions().remove(wish);
  }

  /** The deadline that comes first of those that can be put off: as it is, and as it would be. */
  private record Term(Instant now, Instant then) {}

  private Optional<Term> term(Case known) {
    ClockJournal journal = cases.clocks(known);
    Instant now = messages.ground().clock().instant();
    return clocks.read(known.type(), journal, now).clocks().stream()
        .flatMap(clock -> term(clock, journal, now).stream())
        .min(Comparator.comparing(Term::now));
  }

  private Optional<Term> term(RunningClock clock, ClockJournal journal, Instant now) {
    return clocks.extend(clock.rule(), journal, now) instanceof ExtensionAnswer.Granted(var due)
        ? Optional.of(new Term(clock.due().at(), due.at()))
        : Optional.empty();
  }

  private Notice notice(Case known, ExtensionWishes.Wish wish, Term term) {
    Message message =
        messages.message(
            "case-extended",
            Map.of(
                "reference",
                CaseMessages.reference(known),
                "due",
                messages.day(term.then()),
                "reason",
                new Parameter.Code(wish.reason().wire())));
    return messages.notice(
        known.id(),
        known.subject(),
        "extended/" + wish.asked().toEpochMilli(),
        message,
        wish.asked(),
        term.now());
  }
}
