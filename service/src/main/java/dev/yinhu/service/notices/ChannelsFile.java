package dev.yinhu.service.notices;

import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.Language;
import dev.yinhu.notices.LineSettings;
import dev.yinhu.notices.NoticesSettings;
import dev.yinhu.notices.callback.CallBackSettings;
import dev.yinhu.notices.gateway.GatewaySettings;
import dev.yinhu.notices.smtp.SmtpSettings;
import dev.yinhu.notices.text.TextSettings;
import dev.yinhu.notices.text.Texts;
import dev.yinhu.notices.webhook.WebhookSettings;
import dev.yinhu.piiscanner.yaml.YamlDocument;
import dev.yinhu.piiscanner.yaml.YamlFaults;
import dev.yinhu.piiscanner.yaml.YamlNode;
import dev.yinhu.piiscanner.yaml.YamlProblem;
import dev.yinhu.register.FieldRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the channels by which people and recipients are told (docs/notices.md). Tells all problems
 * at once, with their places, and never throws for what the file says. Secrets stand in files of
 * their own, which are looked into; file names are meant from its folder.
 */
public final class ChannelsFile {
  private static final int MOST_CHARACTERS = 1 << 20;

  private ChannelsFile() {}

  /** What the file says. */
  public static ChannelsReading read(Path file) {
    String name = String.valueOf(file.getFileName());
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      return new ChannelsReading(
          Channels.NONE, List.of(name + ":1:1: there is no file of text there that can be read"));
    }
    YamlFaults faults = new YamlFaults(name);
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    Channels channels =
        new YamlDocument(MOST_CHARACTERS, "a channels file is a mapping: write 'platform:' first")
            .root(text, faults)
            .map(root -> channels(new Entry(root, folder, faults)))
            .orElse(Channels.NONE);
    return new ChannelsReading(
        channels, faults.sorted().stream().map(YamlProblem::toString).toList());
  }

  private static Channels channels(Entry root) {
    Map<ChannelKind, CallBackSettings> callBacks = new EnumMap<>(ChannelKind.class);
    Map<ChannelKind, LineSettings> lines = new EnumMap<>(ChannelKind.class);
    String platform = root.node().required("platform").orElse(Channels.NONE.platform());
    Optional<TextSettings> names =
        root.tried("platform", () -> new TextSettings(platform, ZoneId.of("Asia/Shanghai")));
    Language language =
        root.node()
            .text("language")
            .flatMap(tag -> root.tried("language", () -> Language.parse(tag)))
            .orElse(Language.ZH_CN);
    Optional<Path> texts =
        root.node()
            .text("texts")
            .map(root.folder()::resolve)
            .filter(folder ->
                names.isPresent()
                    && root.tried("texts", () -> Texts.with(names.get(), folder)).isPresent());
    Map<ChannelKind, ContactPlace> contacts = contacts(root);
    Optional<SmtpSettings> mail =
        root.entry("smtp")
            .flatMap(entry -> MailReader.read(limited(ChannelKind.EMAIL, entry, lines)));
    List<GatewaySettings> gateways = new ArrayList<>();
    for (ChannelKind kind : List.of(ChannelKind.IN_APP, ChannelKind.SMS)) {
      root.entry(key(kind))
          .flatMap(entry -> GatewayReader.read(kind, limited(kind, entry, lines), callBacks))
          .ifPresent(gateways::add);
    }
    Optional<WebhookSettings> webhook =
        root.entry("webhook")
            .flatMap(
                entry -> WebhookReader.read(limited(ChannelKind.WEBHOOK, entry, lines), callBacks));
    Stream<Duration> timeouts =
        Stream.of(
                mail.map(SmtpSettings::timeout).stream(),
                gateways.stream().map(GatewaySettings::timeout),
                webhook.map(WebhookSettings::timeout).stream())
            .flatMap(each -> each);
    NoticesSettings use =
        new NoticesSettings(lease(root, timeouts), NoticesSettings.standard().poll(), lines);
    root.node().refuseOthers();
    return new Channels(
        platform, language, texts, contacts, mail, gateways, webhook, callBacks, use);
  }

  /** The same, whose limits are read. */
  private static Entry limited(
      ChannelKind kind, Entry channel, Map<ChannelKind, LineSettings> lines) {
    channel.entry("limits").flatMap(LimitsEntry::read).ifPresent(limits -> lines.put(kind, limits));
    return channel;
  }

  /** Who still waits for an answer when the lease ends may see another node send the same. */
  private static Duration lease(Entry root, Stream<Duration> timeouts) {
    Duration lease = root.time("lease", NoticesSettings.standard().lease());
    Duration longest = timeouts.max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    if (lease.compareTo(longest) <= 0) {
      root.fault("lease", "'lease' is longer than the 'timeout' of each channel: " + longest);
    }
    return lease;
  }

  /** As it is written in the file: {@code in_app}. */
  static String key(ChannelKind kind) {
    return kind.wireName().replace('-', '_');
  }

  private static Map<ChannelKind, ContactPlace> contacts(Entry root) {
    Map<ChannelKind, ContactPlace> found = new EnumMap<>(ChannelKind.class);
    root.entry("contacts")
        .ifPresent(all -> {
          for (ChannelKind kind : List.of(ChannelKind.SMS, ChannelKind.EMAIL, ChannelKind.IN_APP)) {
            all.entry(key(kind))
                .flatMap(ChannelsFile::place)
                .ifPresent(place -> found.put(kind, place));
          }
          all.node().refuseOthers();
        });
    return found;
  }

  private static Optional<ContactPlace> place(Entry entry) {
    YamlNode node = entry.node();
    Optional<FieldRef> field =
        node.required("field").flatMap(text -> entry.tried("field", () -> FieldRef.parse(text)));
    Optional<FieldRef> since =
        node.text("since").flatMap(text -> entry.tried("since", () -> FieldRef.parse(text)));
    node.refuseOthers();
    return field.flatMap(ref -> entry.tried("since", () -> new ContactPlace(ref, since)));
  }
}
