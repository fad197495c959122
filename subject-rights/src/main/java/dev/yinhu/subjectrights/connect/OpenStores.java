package dev.yinhu.subjectrights.connect;

import dev.yinhu.register.graph.DataGraph;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The stores of a file, ready to be reached. What is kept open is closed with it. Thread-safe. */
public final class OpenStores implements AutoCloseable {
  private final Map<String, StoreSettings> settings;
  private final Map<String, WebhookConnector> webhooks = new HashMap<>();
  private final Map<String, JdbcConnector> databases = new HashMap<>();
  private @Nullable DataGraph graph;

  /**
   * Connects to nothing yet.
   *
   * @param settings of {@link StoresReading#stores}
   * @param paused whether nothing is sent to a webhook of this name now; asked before each sending
   * @throws dev.yinhu.notices.NoticesException when a file holds no key any more
   */
  public OpenStores(
      Map<String, StoreSettings> settings, Predicate<String> paused, InstantSource clock) {
    this.settings = Map.copyOf(settings);
    this.settings.forEach((dataset, how) -> {
      if (how instanceof StoreSettings.Webhook(WebhookStoreSettings webhook)) {
        webhooks.put(dataset, new WebhookConnector(webhook, () -> paused.test(dataset), clock));
      }
    });
  }

  /**
   * The connectors for the graph of the register in force. Costs little for the same graph as
   * before; for another, the connectors to databases are made anew, and whoever uses an older one
   * comes to his end with it.
   */
  public synchronized Stores over(DataGraph wanted) {
    if (!wanted.equals(graph)) {
      closeDatabases();
      settings.forEach((dataset, how) -> {
        if (how instanceof StoreSettings.Jdbc(JdbcSettings jdbc)) {
          databases.put(dataset, new JdbcConnector(jdbc, wanted));
        }
      });
      graph = wanted;
    }
    Map<String, StoreConnector> connectors = new HashMap<>();
    settings.forEach((dataset, how) -> connectors.put(dataset, connector(dataset, how)));
    return new Stores(connectors);
  }

  private StoreConnector connector(String dataset, StoreSettings how) {
    return switch (how) {
      case StoreSettings.Jdbc _ -> Objects.requireNonNull(databases.get(dataset), dataset);
      case StoreSettings.Webhook _ -> Objects.requireNonNull(webhooks.get(dataset), dataset);
      case StoreSettings.Manual _ -> new ManualConnector(dataset);
    };
  }

  private void closeDatabases() {
    databases.values().forEach(JdbcConnector::close);
    databases.clear();
  }

  @Override
  public synchronized void close() {
    webhooks.values().forEach(WebhookConnector::close);
    closeDatabases();
    graph = null;
  }
}
