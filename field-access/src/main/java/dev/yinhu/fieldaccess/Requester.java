package dev.yinhu.fieldaccess;

import dev.yinhu.accessaudit.Behalf;
import dev.yinhu.register.CallerName;

/**
 * Who asks, and in which request.
 *
 * @param caller the authenticated caller
 * @param requestId the id under which caller and audit entry find each other
 * @param behalf in whose name and why, as the caller states it
 */
public record Requester(CallerName caller, String requestId, Behalf behalf) {
  /** A request that a caller makes by itself. */
  public Requester(CallerName caller, String requestId) {
    this(caller, requestId, Behalf.NOBODY);
  }
}
