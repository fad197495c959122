package dev.yinhu.notices.webhook;

import dev.yinhu.notices.http.AllowedHosts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Signed requests to configured recipients.
 *
 * @param keyFile our signing key
 * @param targets by recipient name
 * @param timeout of one request
 */
public record WebhookSettings(
    AllowedHosts hosts, Path keyFile, Map<String, WebhookTarget> targets, Duration timeout) {
  /** Copies. */
  public WebhookSettings {
    targets = Map.copyOf(targets);
  }
}
