package dev.yinhu.register;

import java.util.List;
import java.util.Optional;

/**
 * A table, index or document collection of a dataset.
 *
 * @param name its name within the dataset
 * @param description what it holds, for people
 * @param fields all its fields, nested ones under dotted names after the object that holds them
 * @param compoundIndexes indexes over several of its fields together
 * @param after collections ({@code dataset.collection}) to be read before this one
 * @param eraseAfter collections to be erased before this one
 * @param skipProcessing whether a person's request passes it by
 * @param deferrals what makes a deletion wait
 */
public record DeclaredCollection(
    String name,
    Optional<String> description,
    List<DeclaredField> fields,
    List<CompoundIndex> compoundIndexes,
    List<String> after,
    List<String> eraseAfter,
    boolean skipProcessing,
    List<Deferral> deferrals) {
  /** Copies the lists. */
  public DeclaredCollection {
    fields = List.copyOf(fields);
    compoundIndexes = List.copyOf(compoundIndexes);
    after = List.copyOf(after);
    eraseAfter = List.copyOf(eraseAfter);
    deferrals = List.copyOf(deferrals);
  }

  /** The fields that make up the primary key, in the order of their declaration. */
  public List<DeclaredField> primaryKey() {
    return fields.stream().filter(DeclaredField::primaryKey).toList();
  }
}
