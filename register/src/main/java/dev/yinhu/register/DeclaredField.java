package dev.yinhu.register;

import java.util.List;
import java.util.Optional;

/**
 * A field as the register declares it, with everything inherited already filled in.
 *
 * @param ref its name
 * @param description what it holds, for people
 * @param dataType Fides data type as written, such as {@code string} or {@code object}
 * @param categories its own, else those of the object around it, the collection or the dataset
 * @param protection how it is encrypted; empty when it is not
 * @param subject the field of the same collection that holds the subject's id
 * @param about whose data it holds
 * @param references fields elsewhere that hold the same value
 * @param identity the kind of identity by which a person is found through it, such as {@code email}
 * @param primaryKey whether it is part of the collection's primary key
 * @param mask the mask for a masked answer: its own, else the strictest of its categories, else all
 * @param level sensitive if any of its categories is
 * @param erase what becomes of it when its person is erased
 * @param sameAs fields elsewhere that hold the same thing of the same person, as written here
 */
public record DeclaredField(
    FieldRef ref,
    Optional<String> description,
    Optional<String> dataType,
    List<CategoryKey> categories,
    Optional<Protection> protection,
    Optional<FieldRef> subject,
    About about,
    List<FieldReference> references,
    Optional<String> identity,
    boolean primaryKey,
    MaskRule mask,
    Level level,
    EraseRule erase,
    List<FieldRef> sameAs) {
  /** Copies the lists. */
  public DeclaredField {
    categories = List.copyOf(categories);
    references = List.copyOf(references);
    sameAs = List.copyOf(sameAs);
  }

  /** Whether rows can be looked up through a blind index over the value or a part of it. */
  public boolean isIndexed() {
    return protection.filter(p -> p.index().isPresent() || !p.partIndexes().isEmpty()).isPresent();
  }
}
