package dev.yinhu.subjectrights.connect;

import java.util.List;
import java.util.Map;

/**
 * What a stores file says.
 *
 * @param stores by key of the dataset; whole only when there is no problem
 * @param recipients how recipients are told to stop, by their keys; whole only when there is no
 *     problem
 * @param problems what is wrong, a line each with file, line and column, in the order of the file
 */
public record StoresReading(
    Map<String, StoreSettings> stores,
    Map<String, WebhookStoreSettings> recipients,
    List<String> problems) {
  /** Copies. */
  public StoresReading {
    stores = Map.copyOf(stores);
    recipients = Map.copyOf(recipients);
    problems = List.copyOf(problems);
  }
}
