package dev.yinhu.crypto;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every keyring version as the database had it at one moment. Immutable, so a reader sees one
 * moment whole; looking up makes nothing.
 */
final class KeyringPicture {
  static final KeyringPicture EMPTY = new KeyringPicture(List.of(), Map.of());

  /** Nothing is known until the root key is at hand again. */
  static final KeyringPicture LOCKED = new KeyringPicture(List.of(), Map.of());

  private static final Keyrings.Found UNKNOWN = new Keyrings.Found.Unknown();
  private static final Keyrings.Found DESTROYED = new Keyrings.Found.Destroyed();

  /** The one that seals comes first, then the newer before the older. */
  private static final Comparator<KeyVersion> ACTIVE_THEN_NEWEST =
      Comparator.comparing((KeyVersion version) -> version.state() != KeyState.ACTIVE)
          .thenComparing(KeyVersion::version, Comparator.reverseOrder());

  private record Numbered(KeyringName name, int version) {}

  private final Map<Long, Keyrings.Found> byId;
  private final Map<Numbered, Keyrings.Found> byNumber;
  private final Map<KeyringName, KeyVersion> active;
  private final Map<KeyringName, List<KeyVersion>> usable;
  private final Map<Long, KeyVersion> held;

  /**
   * @param rows every version there is
   * @param held the unwrapped keys of those that are not destroyed, by key id
   */
  KeyringPicture(List<KeyringStore.Row> rows, Map<Long, KeyVersion> held) {
    Map<Long, Keyrings.Found> ids = new HashMap<>();
    Map<Numbered, Keyrings.Found> numbers = new HashMap<>();
    Map<KeyringName, KeyVersion> sealing = new EnumMap<>(KeyringName.class);
    Map<KeyringName, List<KeyVersion>> opening = new EnumMap<>(KeyringName.class);
    for (KeyringStore.Row row : rows) {
      Keyrings.Found found = found(row, held.get(row.keyId()));
      ids.put(row.keyId(), found);
      numbers.put(new Numbered(row.keyring(), row.version()), found);
      if (found instanceof Keyrings.Found.Usable(KeyVersion version)) {
        opening.computeIfAbsent(row.keyring(), name -> new ArrayList<>()).add(version);
        if (version.state() == KeyState.ACTIVE) {
          sealing.put(row.keyring(), version);
        }
      }
    }
    opening.replaceAll((name, versions) -> versions.stream().sorted(ACTIVE_THEN_NEWEST).toList());
    this.byId = Map.copyOf(ids);
    this.byNumber = Map.copyOf(numbers);
    this.active = Map.copyOf(sealing);
    this.usable = Map.copyOf(opening);
    this.held = Map.copyOf(held);
  }

  private static Keyrings.Found found(KeyringStore.Row row, @Nullable KeyVersion version) {
    if (version == null) {
      return DESTROYED;
    }
    // A version that was made but never activated has sealed nothing and opens nothing.
    return row.retired() || row.state() == KeyState.PRE_ACTIVE
        ? new Keyrings.Found.Retired(version)
        : new Keyrings.Found.Usable(version);
  }

  @SuppressWarnings("ReferenceEquality") // There is one: an empty picture is something else.
  boolean isLocked() {
    return this == LOCKED;
  }

  Keyrings.Found find(long keyId) {
    return byId.getOrDefault(keyId, UNKNOWN);
  }

  Keyrings.Found find(KeyringName name, int version) {
    return byNumber.getOrDefault(new Numbered(name, version), UNKNOWN);
  }

  Optional<KeyVersion> active(KeyringName name) {
    return Optional.ofNullable(active.get(name));
  }

  List<KeyVersion> usable(KeyringName name) {
    return usable.getOrDefault(name, List.of());
  }

  /** The versions that are kept but open nothing, the newer before the older. */
  List<KeyVersion> retired(KeyringName name) {
    return byId.values().stream()
        .flatMap(found ->
            found instanceof Keyrings.Found.Retired(KeyVersion version)
                ? Stream.of(version)
                : Stream.empty())
        .filter(version -> version.keyring() == name)
        .sorted(ACTIVE_THEN_NEWEST)
        .toList();
  }

  /** All keys in memory by their id: the retired ones too. */
  Map<Long, KeyVersion> held() {
    return held;
  }

  boolean knows(long keyId) {
    return byId.containsKey(keyId);
  }
}
