package dev.yinhu.subjectrights.connect;

import java.util.Map;
import java.util.Optional;

/**
 * The connectors to the stores of the register's datasets.
 *
 * @param connectors by key of the dataset
 */
public record Stores(Map<String, StoreConnector> connectors) {
  /** Copies the map. */
  public Stores {
    connectors = Map.copyOf(connectors);
  }

  /** The connector of the dataset; empty when there is none, which no work may take for nothing. */
  public Optional<StoreConnector> of(String dataset) {
    return Optional.ofNullable(connectors.get(dataset));
  }
}
