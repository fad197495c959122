package dev.yinhu.piiscanner.necessity;

import java.util.Optional;

/**
 * A part of the world: a store, a collection of it, or a field of that.
 *
 * @param store the store
 * @param collection one of its collections; empty for all
 * @param field one of that collection's fields; empty for all
 */
public record Scope(String store, Optional<String> collection, Optional<String> field) {
  /** Throws {@link IllegalArgumentException} for a field of no collection. */
  public Scope {
    if (store.isEmpty() || (field.isPresent() && collection.isEmpty())) {
      throw new IllegalArgumentException("a scope names a store, and a collection if a field");
    }
  }

  /** All of a store. */
  public static Scope store(String store) {
    return new Scope(store, Optional.empty(), Optional.empty());
  }

  /** All of a collection. */
  public static Scope collection(String store, String collection) {
    return new Scope(store, Optional.of(collection), Optional.empty());
  }

  /** Exactly this place. */
  public static Scope of(HeldAt place) {
    return new Scope(place.store(), Optional.of(place.collection()), place.field());
  }

  /** Whether the place lies in it. */
  public boolean covers(HeldAt place) {
    return store.equals(place.store())
        && (collection.isEmpty() || collection.get().equals(place.collection()))
        && (field.isEmpty() || field.equals(place.field()));
  }

  /** For people. */
  public String text() {
    return store
        + collection.map(name -> " | " + name).orElse("")
        + field.map(name -> " | " + name).orElse("");
  }

  @Override
  public String toString() {
    return text();
  }
}
