package dev.yinhu.service.notices;

import dev.yinhu.notices.Notice;
import dev.yinhu.notices.NoticeStatus;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseWork;
import dev.yinhu.subjectrights.cases.Facts;
import dev.yinhu.subjectrights.cases.Step;
import dev.yinhu.subjectrights.cases.StepResult;
import dev.yinhu.subjectrights.cases.StepWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a person, right before their deletion, that it begins: afterwards nobody has a contact of
 * theirs, and none is kept to tell them more. Waits until the notice is out, but not for long: a
 * deletion is not put off because somebody cannot be reached. Safe for use by many threads.
 */
public final class LastWord implements StepWork {
  private static final String KIND = "tell-last";
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration SOON = Duration.ofSeconds(2);

  private final CaseMessages messages;

  public LastWord(CaseMessages messages) {
    this.messages = messages;
  }

  /** The deletion with the step before the last of those that are planned, its beginning. */
  public static CaseWork into(CaseWork deletion, StepWork telling) {
    List<Step.Planned> first = new ArrayList<>(deletion.first());
    first.add(first.size() - 1, new Step.Planned(KIND));
    Map<String, StepWork> works = new HashMap<>(deletion.works());
    works.put(KIND, telling);
    return new CaseWork(first, works);
  }

  @Override
  public StepResult attempt(Case subject, Step step) {
    if (messages.ground().channels().isEmpty()) {
      return new StepResult.Done(Facts.NONE.with("told", "no-channel"));
    }
    Instant begun = step.tried().orElseThrow();
    Notice notice = notice(subject, begun);
    var _ = messages.ground().notices().enqueueAll(List.of(notice));
    Optional<NoticeStatus> status = messages.ground().notices().find(notice.key());
    if (status.isPresent() && status.get().state().isSettled()) {
      return new StepResult.Done(Facts.NONE.with("told", status.get().state().wireName()));
    }
    return messages.ground().clock().instant().isAfter(begun.plus(LONGEST))
        ? new StepResult.Done(Facts.NONE.with("told", "not-in-time"))
        : new StepResult.Later(SOON, Facts.NONE);
  }

  private Notice notice(Case subject, Instant begun) {
    return messages.notice(
        subject.id(),
        subject.subject(),
        "last",
        messages.message("deletion-begins", Map.of("reference", CaseMessages.reference(subject))),
        begun,
        begun.plus(LONGEST));
  }
}
