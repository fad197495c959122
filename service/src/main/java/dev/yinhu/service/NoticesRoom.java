package dev.yinhu.service;

import dev.yinhu.crypto.SealedSecrets;
import dev.yinhu.database.Database;
import dev.yinhu.notices.ContactSource;
import dev.yinhu.notices.Notices;
import dev.yinhu.notices.channel.Channel;
import dev.yinhu.notices.text.TextSettings;
import dev.yinhu.notices.text.Texts;
import dev.yinhu.service.api.CallBackRoutes;
import dev.yinhu.service.config.YinhuConfig;
import dev.yinhu.service.http.Route;
import dev.yinhu.service.notices.BoxSealer;
import dev.yinhu.service.notices.Channels;
import dev.yinhu.service.notices.ChannelsFile;
import dev.yinhu.service.notices.PausableChannel;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outbox of a running service and the channels of its configuration. Who has something to say
 * enqueues it; nothing is sent before {@link #start} has told where contacts are opened.
 */
final class NoticesRoom {
  private static final Logger LOG = LoggerFactory.getLogger(NoticesRoom.class);

  private final Ground ground;
  private final Channels channels;
  private final Texts texts;
  private final Notices notices;
  private final AtomicReference<ContactSource> contacts =
      new AtomicReference<>((_, _, _) -> new ContactSource.Unavailable());

  /**
   * What it stands on.
   *
   * @param secrets where the key of one-time codes is kept
   */
  record Ground(
      YinhuConfig.Notices settings,
      Database database,
      Supplier<SealedSecrets> secrets,
      MeterRegistry registry,
      SecureRandom random,
      InstantSource clock) {}

  private NoticesRoom(Ground ground, Function<Channels, List<Channel>> open) {
    this.ground = ground;
    this.channels =
        ground
            .settings()
            .channelsFile()
            .map(file -> ChannelsFile.read(file).channels())
            .orElse(Channels.NONE);
    TextSettings names = new TextSettings(channels.platform(), Yinhu.ZONE);
    this.texts =
        channels
            .texts()
            .map(folder -> Texts.with(names, folder))
            .orElseGet(() -> Texts.shipped(names));
    this.notices =
        Notices.open(
            ground.database(),
            new Notices.Parts(
                channels.use(),
                texts,
                (recipient, channel, coded) -> contacts.get().open(recipient, channel, coded),
                new BoxSealer(() -> ground.secrets().get().box("notices", ground.random())),
                ground.clock(),
                ground.random()),
            open.apply(channels));
  }

  /** Where to enqueue from a command: a service sends it. Notices of drills end here too. */
  static NoticesRoom of(Ground ground, Closer closer) {
    NoticesRoom room = new NoticesRoom(ground, _ -> List.of());
    closer.add(room.notices);
    room.notices.start();
    return room;
  }

  /**
   * Opens it; what it keeps open is closed by the closer. The file was looked into before.
   *
   * @param paused whether nothing is handed to a recipient now
   */
  static NoticesRoom open(Ground ground, Predicate<String> paused, Closer closer) {
    NoticesRoom room =
        new NoticesRoom(
            ground,
            channels ->
                channels.open(ground.clock()).stream()
                    .<Channel>map(each -> new PausableChannel(each, paused))
                    .toList());
    closer.add(room.notices);
    closer.add(OutboxUpkeep.start(room.notices, ground.settings().keep(), ground.clock()));
    closer.add(OutboxMeters.start(ground.registry(), room.notices));
    return room;
  }

  /** Where to enqueue. */
  Notices notices() {
    return notices;
  }

  Texts texts() {
    return texts;
  }

  Channels channels() {
    return channels;
  }

  /** Begins to send, once. */
  void start(ContactSource source) {
    contacts.set(source);
    if (ground.settings().channelsFile().isEmpty()) {
      LOG.info("no channel is configured (notices.channels_file): notices wait in the outbox");
    }
    notices.start();
  }

  /** Where gateways call back. */
  List<Route> routes() {
    return CallBackRoutes.of(channels.callBacks(), notices, ground.clock());
  }
}
