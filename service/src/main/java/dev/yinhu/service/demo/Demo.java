package dev.yinhu.service.demo;

import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.ServeLock;
import dev.yinhu.register.Register;
import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.RegisterStore;
import dev.yinhu.register.reading.RegisterReader;
import dev.yinhu.service.cli.RunningService;
import dev.yinhu.service.cli.ServiceStarter;
import dev.yinhu.service.cli.Session;
import dev.yinhu.service.config.YinhuConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Prepares the demo shop, starts the service on it, protects its personal columns and walks through
 * the steps. Running it again on the same directory goes on with what is there.
 */
public final class Demo {
  private static final String SHOP = "shop";
  private static final String CRM = "crm";
  private static final String SOURCE = "demo-register.yaml";
  private static final String REGISTER = "/demo/register.yaml";
  private static final String GENERATOR = "L64X128MixRandom";
  private static final List<String> ROWS_OF = List.of("users", "addresses", "orders", "chats");
  private static final long SEED = 20_261_001L;

  private final YinhuConfig config;
  private final RegisterReader reader;
  private final ServiceStarter starter;
  private final InstantSource clock;
  private final DemoScreen screen;

  /** The demo's collaborators; owns none of them. */
  public Demo(
      YinhuConfig config,
      RegisterReader reader,
      ServiceStarter starter,
      InstantSource clock,
      DemoScreen screen) {
    this.config = config;
    this.reader = reader;
    this.starter = starter;
    this.clock = clock;
    this.screen = screen;
  }

  /**
   * Runs the demo and stops the service again.
   *
   * @param afterwards stays while the service goes on running, and runs what it is given to tell
   *     how to go on; absent to stop after the walk
   * @return true when every step gave what it should
   */
  public boolean run(Session session, Optional<Consumer<Runnable>> afterwards) {
    DemoTokens demoTokens = new DemoTokens(config.data());
    ShopLogs logs = new ShopLogs(config.data());
    ShopScan scan = new ShopScan(config.data(), logs, clock, screen);
    Prepared prepared = prepare(session, demoTokens);
    DemoStores stores = new DemoStores(config.data());
    try (Database shopDatabase = session.database().sibling(SHOP);
        Database crmDatabase = session.database().sibling(CRM);
        CrmServer crm =
            CrmServer.start(new CrmStore(crmDatabase.jdbi()), stores.keys().getPublic());
        RunningService service =
            starter.start(reaching(stores.write(shopDatabase.connectionInfo(), crm.url())));
        DemoClient client = new DemoClient(service.address(), prepared.tokens())) {
      ShopStore shop = new ShopStore(shopDatabase.jdbi());
      long rows = fill(shop, logs);
      new CrmStore(crmDatabase.jdbi()).fill(shop.customers());
      Register register = prepared.register();
      DemoScene scene =
          new DemoScene(
              client, shop, register, scan::found, () -> scan.shot(shopDatabase, register, rows));
      ShopProtection protection = new ShopProtection(scene, screen);
      if (protection.isWanted()) {
        scan.before(shopDatabase, register, rows);
      }
      long values = protection.run();
      scan.redactLogs();
      screen.say(
          "已加密 %,d 个字段值 · %,d values protected through %s"
              .formatted(values, values, service.address()));
      boolean ok = walk(scene);
      afterwards.ifPresent(
          stay -> stay.accept(() -> goOn(service.address(), demoTokens, scene.storedPhone())));
      return ok;
    }
  }

  /** With the demo's stores, and without a time in which a deletion can be taken back. */
  private YinhuConfig reaching(Path stores) {
    YinhuConfig.Rights usual = config.rights();
    return config.withRights(
        new YinhuConfig.Rights(
            Optional.of(stores),
            usual.purpose(),
            Duration.ZERO,
            usual.packageTime(),
            usual.proofTime(),
            usual.sweepPause(),
            usual.atOnce(),
            usual.staffDays(),
            usual.deadlinesFile(),
            usual.contactAge(),
            usual.keep(),
            usual.certificateSm2(),
            usual.vouching()));
  }

  private record Prepared(Register register, Map<String, String> tokens) {}

  /** Under the lock of whoever serves: what a running service works by is not changed behind it. */
  private Prepared prepare(Session session, DemoTokens demoTokens) {
    try (ServeLock _ = DataDirectory.open(config.data()).lockForServing()) {
      refuseForeignDirectory(session);
      Register register = applyRegister(session);
      Map<String, String> tokens = demoTokens.ensure(session);
      session.database().createDatabase(SHOP);
      session.database().createDatabase(CRM);
      return new Prepared(register, tokens);
    }
  }

  private void refuseForeignDirectory(Session session) {
    boolean foreign =
        new RegisterStore(session.database().jdbi())
            .current()
            .filter(known -> known.sources().stream().noneMatch(s -> s.name().equals(SOURCE)))
            .isPresent();
    if (foreign) {
      throw new DemoException(
          config.data()
              + " has a register of its own, which the demo would replace: give another directory"
              + " with --data");
    }
  }

  private Register applyRegister(Session session) {
    List<RegisterSource> sources = List.of(new RegisterSource(SOURCE, text()));
    Register register =
        reader
            .read(sources)
            .register()
            .orElseThrow(() -> new DemoException("the demo's register is not valid"));
    session.applyRegister(sources);
    return register;
  }

  private static String text() {
    try (InputStream in = Demo.class.getResourceAsStream(REGISTER)) {
      if (in == null) {
        throw new DemoException("the demo's register is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new DemoException("the demo's register cannot be read", e);
    }
  }

  /** Gives how many rows there are. */
  private long fill(ShopStore shop, ShopLogs logs) {
    if (shop.isNew()) {
      RandomGenerator random = RandomGeneratorFactory.of(GENERATOR).create(SEED);
      ShopData data = ShopData.make(random, clock.instant());
      logs.write(data);
      shop.fill(data);
    }
    screen.say(
        "商城数据库 · the shop's database: %,d customers, %,d addresses, %,d orders, %,d chats"
            .formatted(
                shop.count("users"),
                shop.count("addresses"),
                shop.count("orders"),
                shop.count("chats")));
    return ROWS_OF.stream().mapToLong(shop::count).sum();
  }

  private boolean walk(DemoScene scene) {
    boolean ok = true;
    screen.say(
        "其间的 WARN Signals 行是下列步骤有意触发的早期预警 · lines with WARN Signals in between are early"
            + " warnings, which the steps set off on purpose: yinhu audit signals");
    for (DemoStep step : DemoSteps.all()) {
      DemoStep.Outcome outcome = step.run(scene);
      screen.step(step.name(), outcome);
      ok &= outcome.ok();
    }
    return ok;
  }

  private void goOn(String address, DemoTokens tokens, String ciphertext) {
    screen.say(
        """

        接着试 · go on from here (tokens in %1$s):

          TOKEN=$(sed -n 's/.*"order-service" : "\\(.*\\)".*/\\1/p' %1$s)
          curl %2$s/v1/encrypt -H "Authorization: Bearer $TOKEN" \\
            -d '{"items":[{"field":"shop.users.phone","subject":"u-1","value":"13800138000"}]}'
          curl %2$s/v1/decrypt -H "Authorization: Bearer $TOKEN" \\
            -d '{"purpose":"deliver-order","items":[{"field":"shop.users.phone","subject":"u-1",
                 "ciphertext":"%3$s"}]}'
          curl %2$s/audit/log/checkpoint
        """
            .formatted(tokens.path(), address, ciphertext));
  }
}
