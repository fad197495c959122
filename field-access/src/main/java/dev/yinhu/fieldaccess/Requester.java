package dev.yinhu.fieldaccess;

import dev.yinhu.register.CallerName;

/**
 * Who asks, and in which request.
 *
 * @param caller the authenticated caller
 * @param requestId the id under which caller and audit entry find each other
 */
public record Requester(CallerName caller, String requestId) {}
