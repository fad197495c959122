package dev.yinhu.register;

import java.util.List;
import java.util.OptionalInt;

/**
 * A blind index over several fields of one collection together: rows are found by all of them at
 * once, and by none of them alone.
 *
 * @param ref its name, {@code dataset.collection.name}, where no field of the collection has it
 * @param fields the fields in the order in which their values are joined, two or more; each has a
 *     main index, whose normaliser is used
 * @param bits how many bits of it are kept, 1 to 63; empty keeps it whole
 * @param partitions into how many partitions equal values are spread, 1 to 255
 */
public record CompoundIndex(FieldRef ref, List<FieldRef> fields, OptionalInt bits, int partitions) {
  /** Copies the list and checks the bounds; throws {@link IllegalArgumentException}. */
  public CompoundIndex {
    fields = List.copyOf(fields);
    if (fields.size() < 2) {
      throw new IllegalArgumentException("a compound index has two fields or more");
    }
    IndexSettings.checkBits(bits);
    IndexSettings.checkPartitions(partitions);
  }
}
