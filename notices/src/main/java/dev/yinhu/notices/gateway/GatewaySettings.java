package dev.yinhu.notices.gateway;

import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.http.AllowedHosts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A gateway for short messages or for the platform's app, as its operator documents it.
 *
 * @param kind {@link ChannelKind#SMS} or {@link ChannelKind#IN_APP}
 * @param secretHeaders headers whose value is the first line of a file
 * @param query how it is asked what became of a notice; empty when it cannot be asked
 * @param idempotent true when it delivers what comes twice under one {@code {id}} once, or when
 *     twice was said to be better than never
 * @param templates the gateway's own names of texts, by ours, for {@code {template}}
 * @param timeout of one request
 */
public record GatewaySettings(
    ChannelKind kind,
    AllowedHosts hosts,
    GatewayCall send,
    Map<String, Path> secretHeaders,
    AnswerRules rules,
    Optional<StatusQuery> query,
    boolean idempotent,
    Map<String, String> templates,
    Duration timeout) {
  /** Checks the kind, and copies. */
  public GatewaySettings {
    if (kind != ChannelKind.SMS && kind != ChannelKind.IN_APP) {
      throw new IllegalArgumentException("a gateway is for sms or in-app, not " + kind.wireName());
    }
    secretHeaders = Map.copyOf(secretHeaders);
    templates = Map.copyOf(templates);
  }
}
