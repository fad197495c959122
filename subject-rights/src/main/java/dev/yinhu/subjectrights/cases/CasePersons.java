package dev.yinhu.subjectrights.cases;

import dev.yinhu.register.SubjectId;
import dev.yinhu.subjectrights.CaseId;
import java.util.Optional;

/** Who the cases are about. Blocks. Safe for use by many threads. */
@FunctionalInterface
public interface CasePersons {
  /**
   * The id by which the platform knows the person of a case; empty when the case has ended, since
   * it is forgotten then.
   */
  Optional<SubjectId> of(CaseId id);
}
