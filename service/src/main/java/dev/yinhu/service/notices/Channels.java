package dev.yinhu.service.notices;

import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.Language;
import dev.yinhu.notices.NoticesSettings;
import dev.yinhu.notices.callback.CallBackSettings;
import dev.yinhu.notices.channel.Channel;
import dev.yinhu.notices.gateway.GatewayChannel;
import dev.yinhu.notices.gateway.GatewaySettings;
import dev.yinhu.notices.smtp.SmtpChannel;
import dev.yinhu.notices.smtp.SmtpSettings;
import dev.yinhu.notices.webhook.WebhookChannel;
import dev.yinhu.notices.webhook.WebhookSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The channels of a node.
 *
 * @param platform the platform's name as its users know it
 * @param language of notices to people
 * @param texts folder of the operator's own texts
 * @param contacts where contacts stand, by channel
 * @param callBacks of those channels whose gateways call back
 * @param use how fast each is used, and for how long a node has a notice to itself
 */
public record Channels(
    String platform,
    Language language,
    Optional<Path> texts,
    Map<ChannelKind, ContactPlace> contacts,
    Optional<SmtpSettings> mail,
    List<GatewaySettings> gateways,
    Optional<WebhookSettings> webhook,
    Map<ChannelKind, CallBackSettings> callBacks,
    NoticesSettings use) {
  /** No channel: what is asked for waits. */
  public static final Channels NONE =
      new Channels(
          "Yinhu",
          Language.ZH_CN,
          Optional.empty(),
          Map.of(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Map.of(),
          NoticesSettings.standard());

  /** Copies. */
  public Channels {
    contacts = Map.copyOf(contacts);
    gateways = List.copyOf(gateways);
    callBacks = Map.copyOf(callBacks);
  }

  /**
   * Opens them; they connect when they send. The caller closes them.
   *
   * @throws dev.yinhu.notices.NoticesException when a file of secrets cannot be read any more
   */
  public List<Channel> open(InstantSource clock) {
    List<Channel> open = new ArrayList<>();
    gateways.forEach(each -> open.add(GatewayChannel.open(each)));
    mail.ifPresent(each -> open.add(SmtpChannel.open(each)));
    webhook.ifPresent(each -> open.add(WebhookChannel.open(each, clock)));
    return open;
  }

  /**
   * By which people can be told, the most direct first; all of those that there could be if none.
   */
  public List<ChannelKind> forPeople() {
    List<ChannelKind> kinds = configured();
    return kinds.isEmpty() ? List.of(ChannelKind.SMS, ChannelKind.EMAIL) : kinds;
  }

  /** By which people can be told here, the most direct first; empty when nobody can be. */
  public List<ChannelKind> configured() {
    List<ChannelKind> kinds = new ArrayList<>();
    gateways.forEach(each -> kinds.add(each.kind()));
    mail.ifPresent(_ -> kinds.add(ChannelKind.EMAIL));
    return List.copyOf(kinds);
  }
}
