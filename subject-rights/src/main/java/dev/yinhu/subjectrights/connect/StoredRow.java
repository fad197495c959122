package dev.yinhu.subjectrights.connect;

import dev.yinhu.register.FieldRef;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A row as the store holds it, ciphertexts included.
 *
 * @param values by field, in the order of declaration; empty where there is none
 */
public record StoredRow(Map<FieldRef, Optional<String>> values) {
  /** Copies the map, keeping its order. */
  public StoredRow {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  @Override
  public String toString() {
    return "StoredRow[***]";
  }
}
