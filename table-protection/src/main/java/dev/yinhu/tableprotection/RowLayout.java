package dev.yinhu.tableprotection;

import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.IndexSettings;
import dev.yinhu.register.Protection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where in a row what stands: its <em>stored</em> columns are those that we write, ciphertexts, key
 * versions and indexes, in one order for reading, comparing and writing. Immutable.
 */
final class RowLayout {
  private static final int NONE = -1;

  private final ProtectionJob job;
  private final List<String> stored = new ArrayList<>();
  private final List<Integer> ciphertexts = new ArrayList<>();
  private final List<Integer> keyVersions = new ArrayList<>();
  private final List<IndexSource> sources = new ArrayList<>();

  /**
   * @param job one that was checked: the register has what it names
   */
  RowLayout(ProtectionJob job, FieldAccess access) {
    this.job = job;
    for (int i = 0; i < job.columns().size(); i++) {
      ProtectedColumn column = job.columns().get(i);
      ciphertexts.add(add(column.ciphertext()));
      keyVersions.add(column.keyVersion().map(this::add).orElse(NONE));
      if (column.indexed()) {
        sources.add(source(i, column, access));
      }
    }
    job.compounds().forEach(compound -> sources.add(source(compound, access)));
  }

  private int add(String column) {
    stored.add(column);
    return stored.size() - 1;
  }

  private IndexSource source(int number, ProtectedColumn column, FieldAccess access) {
    List<IndexSource.Place> places = new ArrayList<>();
    column
        .index()
        .ifPresent(name -> places.add(new IndexSource.Place(IndexSource.MAIN, add(name))));
    Map<String, String> parts = new TreeMap<>(column.parts());
    parts.forEach((part, name) -> places.add(new IndexSource.Place(part, add(name))));
    Protection protection =
        access.declared(column.field().text()).flatMap(field -> field.protection()).orElseThrow();
    int partitions =
        protection.index().map(IndexSettings::partitions).orElse(0)
            + protection.partIndexes().values().stream().mapToInt(IndexSettings::partitions).sum();
    return new IndexSource(column.field().text(), List.of(number), places, partitions);
  }

  private IndexSource source(CompoundColumn compound, FieldAccess access) {
    var declared = access.compound(compound.index().text()).orElseThrow();
    List<FieldRef> fields = job.columns().stream().map(ProtectedColumn::field).toList();
    return new IndexSource(
        compound.index().text(),
        declared.fields().stream().map(fields::indexOf).toList(),
        List.of(new IndexSource.Place(IndexSource.MAIN, add(compound.column()))),
        declared.partitions());
  }

  ProtectionJob job() {
    return job;
  }

  /**
   * The columns whose values are bound to the ciphertexts: subject and contexts. A row in which one
   * of them changed is not what was read. The key is compared anyway.
   */
  List<String> bound() {
    List<String> bound = new ArrayList<>();
    job.subject().filter(name -> !job.key().contains(name)).ifPresent(bound::add);
    job.columns().forEach(column -> column.context().ifPresent(bound::add));
    return bound;
  }

  /** What the row had in the columns of {@link #bound}, in their order. */
  List<@Nullable String> bound(Row row) {
    List<@Nullable String> values = new ArrayList<>();
    if (job.subject().filter(name -> !job.key().contains(name)).isPresent()) {
      values.add(row.subject());
    }
    for (int i = 0; i < columns(); i++) {
      if (column(i).context().isPresent()) {
        values.add(row.context(i));
      }
    }
    return values;
  }

  int columns() {
    return ciphertexts.size();
  }

  ProtectedColumn column(int number) {
    return job.columns().get(number);
  }

  /** The names of the stored columns. */
  List<String> stored() {
    return List.copyOf(stored);
  }

  List<IndexSource> sources() {
    return List.copyOf(sources);
  }

  /** The position of the column's ciphertext. */
  int ciphertext(int column) {
    return ciphertexts.get(column);
  }

  boolean hasKeyVersion(int column) {
    return keyVersions.get(column) != NONE;
  }

  /** The position of the column's key version; only if it has one. */
  int keyVersion(int column) {
    return keyVersions.get(column);
  }
}
