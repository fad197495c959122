package dev.yinhu.subjectrights.cases;

import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.RightsException;

/** The sealed id of a case does not open: the row was changed, or is of another installation. */
public final class CaseDamaged extends RightsException {
  private static final long serialVersionUID = 1L;

  CaseDamaged(CaseId id) {
    super(
        "the sealed person of case "
            + id
            + " does not open: its row was changed or comes from another installation; restore it"
            + " from a backup");
  }
}
