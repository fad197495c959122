package dev.yinhu.crypto;

import dev.yinhu.crypto.mac.MacAlgorithm;
import dev.yinhu.register.CompoundIndex;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.IndexSettings;
import dev.yinhu.register.Suite;
import java.util.Collection;
import java.util.OptionalInt;

/**
 * One blind index: what its key is derived for and how its hash is cut. Each has a key of its own,
 * so an index tells nothing about another one over the same value.
 *
 * @param ref the field, or the name of a compound index
 * @param name which index of that field; empty for the main one
 * @param algorithm the keyed hash
 * @param bits how many bits are kept; empty keeps all
 * @param partitions over how many partitions equal values are spread, 1 to 255
 */
public record IndexDefinition(
    FieldRef ref, String name, MacAlgorithm algorithm, OptionalInt bits, int partitions) {
  private static final String MAIN = "";

  /** No index of a field can be called this: it is not an identifier. */
  private static final String COMPOUND = "+";

  /** Checks the bounds; throws {@link IllegalArgumentException}. */
  public IndexDefinition {
    if (partitions < 1 || partitions > IndexSettings.MAX_PARTITIONS) {
      throw new IllegalArgumentException(
          "an index has 1 to " + IndexSettings.MAX_PARTITIONS + " partitions");
    }
  }

  /** The main index of a field that is encrypted with the suite. */
  public static IndexDefinition main(FieldRef field, Suite suite, IndexSettings settings) {
    return part(field, MAIN, suite, settings);
  }

  /** A further index of that name over the field. */
  public static IndexDefinition part(
      FieldRef field, String name, Suite suite, IndexSettings settings) {
    return new IndexDefinition(
        field, name, MacAlgorithm.besides(suite), settings.bits(), settings.partitions());
  }

  /**
   * An index over several fields.
   *
   * @param suites those of the fields; one of them with SM4 makes the index one with SM3
   */
  public static IndexDefinition compound(CompoundIndex index, Collection<Suite> suites) {
    boolean sm = suites.stream().map(MacAlgorithm::besides).anyMatch(MacAlgorithm.HMAC_SM3::equals);
    return new IndexDefinition(
        index.ref(),
        COMPOUND,
        sm ? MacAlgorithm.HMAC_SM3 : MacAlgorithm.HMAC_SHA256,
        index.bits(),
        index.partitions());
  }
}
