/**
 * Incidents: a durable state machine and what people do for it. {@link
 * dev.yinhu.breachresponse.incident.Incidents} opens, advances and reopens them; tasks, evidence,
 * notes, approvals and the post-mortem have a face each. No state is reached past its guards,
 * whoever asks at the same time: each change locks the incident's row.
 */
@NullMarked
package dev.yinhu.breachresponse.incident;

import org.jspecify.annotations.NullMarked;
