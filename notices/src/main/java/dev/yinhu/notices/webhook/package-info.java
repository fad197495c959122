/**
 * Signed HTTP requests to recipients of the configuration, by Standard Webhooks 1.0.0 with Ed25519;
 * a recipient that does not acknowledge in its time leaves the notice failed as {@code
 * not-confirmed}, for a person to follow up.
 */
@NullMarked
package dev.yinhu.notices.webhook;

import org.jspecify.annotations.NullMarked;
