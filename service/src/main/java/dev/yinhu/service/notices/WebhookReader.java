package dev.yinhu.service.notices;

import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.callback.CallBackSettings;
import dev.yinhu.notices.http.AllowedHosts;
import dev.yinhu.notices.webhook.Ed25519Seed;
import dev.yinhu.notices.webhook.WebhookSettings;
import dev.yinhu.notices.webhook.WebhookTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads {@code webhook:} of a channels file. */
final class WebhookReader {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String NAME = "[a-z][a-z0-9_-]{0,62}";

  private WebhookReader() {}

  /**
   * The settings.
   *
   * @param callBacks takes how recipients acknowledge, if they do
   */
  static Optional<WebhookSettings> read(Entry entry, Map<ChannelKind, CallBackSettings> callBacks) {
    AllowedHosts hosts = entry.hosts();
    Optional<Path> key =
        entry
            .secret("key_file")
            .filter(file -> entry.tried("key_file", () -> Ed25519Seed.read(file)).isPresent());
    Map<String, WebhookTarget> targets = new HashMap<>();
    entry.entry("targets").ifPresent(all -> targets(all, targets));
    Duration timeout = entry.time("timeout", TIMEOUT);
    entry
        .entry("call_back")
        .flatMap(inner -> CallBackEntry.read(ChannelKind.WEBHOOK, inner))
        .ifPresent(how -> callBacks.put(ChannelKind.WEBHOOK, how));
    entry.node().refuseOthers();
    return key.map(file -> new WebhookSettings(hosts, file, targets, timeout));
  }

  private static void targets(Entry all, Map<String, WebhookTarget> targets) {
    for (String name : all.keys()) {
      if (!name.matches(NAME)) {
        all.fault(name, "a recipient is named with a-z, 0-9, '_' and '-', beginning with a letter");
      }
      all.entry(name)
          .ifPresent(one -> {
            Optional<Duration> within = one.time("acknowledge_within");
            one.uri("url").ifPresent(url -> targets.put(name, new WebhookTarget(url, within)));
            one.node().refuseOthers();
          });
    }
  }
}
