package dev.yinhu.crypto;

import dev.yinhu.crypto.index.IndexedText;
import dev.yinhu.crypto.index.PrintedIndex;
import dev.yinhu.crypto.mac.KeyedHash;
import dev.yinhu.crypto.mac.MacAlgorithm;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.IndexSettings;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Blind indexes (docs/formats.md, "Blind index"): keyed hashes of values, by which rows are found
 * without anything being decrypted. Whoever has the rows and not the keys sees at most which rows
 * have equal indexes; fewer bits make different values share one, partitions spread equal values
 * over several.
 *
 * <p>Safe for use by many threads; never blocks.
 */
public final class BlindIndexes {
  private static final byte[] KEY_LABEL = LengthPrefixed.utf8("yinhu/index-key/v1");

  /** What a key is derived for: bits and partitions do not matter to it. */
  private record Purpose(FieldRef ref, String name, MacAlgorithm algorithm) {}

  private final DerivedHashes<Purpose> hashes;
  private final SecureRandom random;
  private final IndexedText texts = new IndexedText();

  BlindIndexes(Keyrings keyrings, SecureRandom random) {
    this.random = random;
    this.hashes = new DerivedHashes<>(keyrings, KeyringName.INDEX, new KeyInfo());
  }

  private static final class KeyInfo implements DerivedHashes.Derivation<Purpose> {
    @Override
    public MacAlgorithm algorithm(Purpose purpose) {
      return purpose.algorithm();
    }

    @Override
    public byte[] info(Purpose purpose) {
      return LengthPrefixed.of(
          KEY_LABEL,
          new byte[] {purpose.algorithm().id()},
          LengthPrefixed.utf8(purpose.ref().text()),
          LengthPrefixed.utf8(purpose.name()));
    }
  }

  /**
   * The text of a value that an index with these settings is computed over.
   *
   * @return empty when nothing is left of the value in its one spelling, or when it is shorter than
   *     the part that is indexed
   */
  public Optional<String> text(IndexSettings settings, String value) {
    return texts.of(settings, value);
  }

  /**
   * The text of a part known by itself, such as the last four digits.
   *
   * @return empty when it has not as many characters as the part
   */
  public Optional<String> partText(IndexSettings settings, String part) {
    return texts.ofPart(settings, part);
  }

  /**
   * The index of these texts: what to store and what to ask for. The partition to store in is drawn
   * at random, so storing a value again may choose another; a look-up asks for all of them.
   *
   * @param inputs what {@link #text} gave, one for each field of the index, in their order
   * @throws IllegalArgumentException for an unpaired surrogate
   */
  public IndexTerms terms(IndexDefinition definition, List<String> inputs) {
    List<String> query = new ArrayList<>();
    for (KeyVersion version : hashes.versions()) {
      query.addAll(under(version, definition, inputs));
    }
    int partitions = definition.partitions();
    // The active version comes first, and with it the partitions to store in.
    return new IndexTerms(query.get(partitions == 1 ? 0 : random.nextInt(partitions)), query);
  }

  /** How many indexes a look-up has to ask for. */
  public int queriesFor(IndexDefinition definition) {
    return hashes.versions().size() * definition.partitions();
  }

  private List<String> under(KeyVersion version, IndexDefinition definition, List<String> inputs) {
    KeyedHash hash =
        hashes.of(
            version, new Purpose(definition.ref(), definition.name(), definition.algorithm()));
    List<String> printed = new ArrayList<>(definition.partitions());
    for (int partition = 0; partition < definition.partitions(); partition++) {
      byte[] whole = hash.hash(input(definition, partition, inputs));
      printed.add(PrintedIndex.of(version.keyId(), definition.bits(), whole).text());
    }
    return printed;
  }

  private static byte[] input(IndexDefinition definition, int partition, List<String> inputs) {
    byte[][] parts = new byte[2 + inputs.size()][];
    parts[0] = LengthPrefixed.utf8(definition.name());
    parts[1] = new byte[] {(byte) partition};
    for (int i = 0; i < inputs.size(); i++) {
      parts[2 + i] = LengthPrefixed.utf8(inputs.get(i));
    }
    return LengthPrefixed.of(parts);
  }

  void close() {
    hashes.close();
  }
}
