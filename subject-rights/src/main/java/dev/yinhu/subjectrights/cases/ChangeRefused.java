package dev.yinhu.subjectrights.cases;

import dev.yinhu.subjectrights.RightsException;

/** What was wanted of a case may not happen where it stands; nothing was changed. */
public final class ChangeRefused extends RightsException {
  private static final long serialVersionUID = 1L;

  ChangeRefused(String message) {
    super(message);
  }
}
