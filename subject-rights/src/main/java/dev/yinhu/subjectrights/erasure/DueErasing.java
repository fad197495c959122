package dev.yinhu.subjectrights.erasure;

import dev.yinhu.fieldaccess.Persons;
import dev.yinhu.register.SubjectId;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.RightsException;
import dev.yinhu.subjectrights.connect.Answer;
import dev.yinhu.subjectrights.connect.Erased;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases by itself what a law kept, when its time is over: rows by the plan of the day, and the key
 * of what was kept when nothing is kept any more. Each round may be run again, and by several nodes
 * at once: erasing twice does no harm. Blocks.
 */
public final class DueErasing {
  private static final Logger LOG = LoggerFactory.getLogger(DueErasing.class);
  private static final int MOST = 1_000;

  private final Deletion deletion;

  /** Nothing is started; somebody calls {@link #round} every day. */
  public DueErasing(Deletion deletion) {
    this.deletion = deletion;
  }

  /**
   * Looks at everybody whose time is over today. What cannot be erased now is told in the service's
   * log and tried with the next round.
   *
   * @return of how many people something is kept no more
   */
  public int round() {
    int ended = 0;
    for (CaseId id : deletion.ground().kept().due(deletion.today(), MOST)) {
      try {
        ended += erase(id) ? 1 : 0;
      } catch (RightsException e) {
        LOG.warn("What a law kept after case {} cannot be erased yet", id, e);
      }
    }
    return ended;
  }

  private boolean erase(CaseId id) {
    Optional<KeptData.Kept> found = deletion.ground().kept().find(id);
    if (found.isEmpty()) {
      return false;
    }
    KeptData.Kept kept = found.get();
    preview(kept).counted().forEach(one -> erase(one, kept.person()));
    Optional<LocalDate> next =
        preview(kept).counted().stream()
            .flatMap(one -> one.next().stream())
            .min(LocalDate::compareTo);
    if (next.isPresent()) {
      deletion.ground().kept().remember(id, kept.person(), next.get(), kept.received());
      return false;
    }
    Persons.Order order = new Persons.Order(TombstoneBook.CALLER.value(), id.text(), id.text());
    var _ = deletion.ground().access().persons().erase(Persons.retained(id.text()), order);
    deletion.ground().kept().forget(id);
    return true;
  }

  private Preview preview(KeptData.Kept kept) {
    Planning planning =
        new Planning(
            deletion.ground().register().get(),
            new Planning.Day(kept.received(), deletion.today()));
    Preview preview = new Previewing(deletion.ground().stores().get()).of(kept.person(), planning);
    List<Preview.Collection.Failed> failed = preview.failed();
    if (!failed.isEmpty()) {
      throw new RightsException(
          "collection %s cannot be seen (%s)"
              .formatted(failed.getFirst().name(), failed.getFirst().code()));
    }
    return preview;
  }

  private void erase(Preview.Collection.Counted one, SubjectId person) {
    if (one.rows() == 0) {
      return;
    }
    Answer<Erased> erased =
        deletion
            .ground()
            .stores()
            .get()
            .of(one.name().dataset())
            .orElseThrow()
            .erase(one.plan().node(), person, one.plan().plan());
    if (erased instanceof Answer.Failed<Erased>(String code)) {
      throw new RightsException("rows of %s are not erased (%s)".formatted(one.name(), code));
    }
  }
}
