package dev.yinhu.piiscanner.necessity;

import dev.yinhu.register.FieldRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How places are called in the register, where it calls them otherwise: the column {@code phone_ct}
 * may hold what is declared as {@code shop.users.phone}.
 *
 * @param stores names of stores to keys of datasets
 * @param fields places to declared fields
 * @param patterns for places that have none by themselves; the first that fits decides
 */
public record RegisterNames(
    Map<String, String> stores, Map<HeldAt, FieldRef> fields, List<PlacePattern> patterns) {
  /** Everything is called in the register as it is. */
  public static final RegisterNames SAME = new RegisterNames(Map.of(), Map.of());

  /** Copies maps and list. */
  public RegisterNames {
    stores = Map.copyOf(stores);
    fields = Map.copyOf(fields);
    patterns = List.copyOf(patterns);
  }

  /** Without patterns. */
  public RegisterNames(Map<String, String> stores, Map<HeldAt, FieldRef> fields) {
    this(stores, fields, List.of());
  }

  /** The dataset that the store would be declared as. */
  public String dataset(String store) {
    return stores.getOrDefault(store, store);
  }

  /** The field that the place is declared as, where that is given. */
  public Optional<FieldRef> field(HeldAt place) {
    return Optional.ofNullable(fields.get(place))
        .or(() ->
            patterns.stream()
                .filter(pattern -> pattern.fits(place))
                .findFirst()
                .map(PlacePattern::declared));
  }
}
