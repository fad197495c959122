package dev.yinhu.tableprotection;

import dev.yinhu.register.CallerName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What is to be done with one table.
 *
 * @param name of the job, by which its progress is found
 * @param caller under whose rights; it needs {@code encrypt} and {@code rewrap} on the fields
 * @param key the columns of a unique key
 * @param subject the column that holds the ids of the data subjects
 * @param compounds the indexes over several of the columns
 * @param batchRows rows in a batch
 * @param rowsPerSecond the most rows to read in a second; empty as fast as it goes
 */
public record ProtectionJob(
    String name,
    Target target,
    CallerName caller,
    List<String> key,
    Optional<String> subject,
    List<ProtectedColumn> columns,
    List<CompoundColumn> compounds,
    int batchRows,
    OptionalInt rowsPerSecond) {
  /** Copies the lists. */
  public ProtectionJob {
    key = List.copyOf(key);
    columns = List.copyOf(columns);
    compounds = List.copyOf(compounds);
  }

  /** Whether the job keeps any index. */
  boolean indexed() {
    return !compounds.isEmpty() || columns.stream().anyMatch(ProtectedColumn::indexed);
  }

  /** Changes with everything that makes stored progress worthless; speed does not. */
  String fingerprint() {
    StringBuilder said = new StringBuilder();
    add(said, target.url(), target.schema(), target.table(), String.join("\u0000", key));
    add(said, subject.orElse(""));
    for (ProtectedColumn column : columns) {
      add(said, column.field().text(), column.plaintext(), column.ciphertext());
      add(said, column.context().orElse(""));
      column.keyVersion().ifPresent(name -> add(said, "key version", name));
      column.index().ifPresent(name -> add(said, "index", name));
      new TreeMap<>(column.parts()).forEach((part, name) -> add(said, "part", part, name));
    }
    compounds.forEach(compound -> add(said, compound.index().text(), compound.column()));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(said.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void add(StringBuilder said, String... words) {
    for (String word : words) {
      said.append(word.length()).append(':').append(word);
    }
  }
}
