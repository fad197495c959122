package dev.yinhu.register;

import java.util.List;
import java.util.Optional;

/**
 * A store: one database, index, bucket or service that holds collections.
 *
 * @param key its Fides key
 * @param label what people are shown
 * @param description what it holds
 * @param collections its collections
 */
public record DeclaredDataset(
    String key, Label label, Optional<String> description, List<DeclaredCollection> collections) {
  /** Copies the list. */
  public DeclaredDataset {
    collections = List.copyOf(collections);
  }

  /** The collection of that name. */
  public Optional<DeclaredCollection> collection(String name) {
    return collections.stream().filter(c -> c.name().equals(name)).findFirst();
  }
}
