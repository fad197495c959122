package dev.yinhu.notices.webhook;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a configured recipient takes requests.
 *
 * @param acknowledgeWithin how long the recipient has to say that it has done what it was asked;
 *     empty when taking the request is enough
 */
public record WebhookTarget(URI url, Optional<Duration> acknowledgeWithin) {}
