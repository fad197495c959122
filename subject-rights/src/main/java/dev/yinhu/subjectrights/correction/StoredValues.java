package dev.yinhu.subjectrights.correction;

import dev.yinhu.fieldaccess.Access;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.fieldaccess.IndexItem;
import dev.yinhu.fieldaccess.ItemResult;
import dev.yinhu.fieldaccess.Requester;
import dev.yinhu.fieldaccess.SealItem;
import dev.yinhu.register.DeclaredCollection;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Protection;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.Suite;
import dev.yinhu.register.graph.CollectionName;
import dev.yinhu.subjectrights.RightsException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to stand in the columns of a row when a field has a new value: the value or its
 * ciphertext, and its blind indexes. The main index stands in the field of the same collection with
 * the field's name and {@code _index}, that over a part in the one with {@code _} and the part's
 * name. For one thread.
 */
final class StoredValues {
  private final FieldAccess access;
  private final Requester requester;

  StoredValues(FieldAccess access, Requester requester) {
    this.access = access;
    this.requester = requester;
  }

  /**
   * Why it cannot be written here; empty when it can. An index that is not renewed would find the
   * person by what they were.
   */
  static Optional<String> hindrance(DeclaredCollection collection, DeclaredField field) {
    if (field.protection().filter(known -> known.suite() == Suite.FF1_AES256).isPresent()) {
      return Optional.of("kept-shape");
    }
    boolean compound =
        collection.compoundIndexes().stream().anyMatch(one -> one.fields().contains(field.ref()));
    boolean known =
        columns(field).values().stream()
            .allMatch(column ->
                collection.fields().stream().anyMatch(other -> other.ref().equals(column)));
    return compound || !known ? Optional.of("no-index-column") : Optional.empty();
  }

  /** By name of the part; that of the main index is empty. */
  static Map<String, FieldRef> columns(DeclaredField field) {
    Map<String, FieldRef> columns = new HashMap<>();
    Optional<Protection> protection = field.protection();
    if (protection.flatMap(Protection::index).isPresent()) {
      columns.put("", beside(field, "index"));
    }
    protection.ifPresent(known ->
        known.partIndexes().keySet().forEach(part -> columns.put(part, beside(field, part))));
    return columns;
  }

  private static FieldRef beside(DeclaredField field, String suffix) {
    return FieldRef.parse(
        CollectionName.of(field.ref()) + "." + field.ref().field() + "_" + suffix);
  }

  /**
   * By column; empty for null.
   *
   * @throws RightsException when the register does not let this caller store it
   */
  Map<FieldRef, Optional<String>> of(DeclaredField field, SubjectId person, String value) {
    Map<FieldRef, Optional<String>> stored = new HashMap<>();
    if (field.protection().isEmpty()) {
      stored.put(field.ref(), Optional.of(value));
      return stored;
    }
    stored.put(field.ref(), Optional.of(sealed(field, person, value)));
    if (field.isIndexed() && indexed(field, value) instanceof ItemResult.Indexed indexed) {
      columns(field)
          .forEach((part, column) ->
              stored.put(
                  column,
                  (part.isEmpty()
                          ? indexed.index()
                          : Optional.ofNullable(indexed.parts().get(part)))
                      .map(terms -> terms.store())));
    }
    return stored;
  }

  private String sealed(DeclaredField field, SubjectId person, String value) {
    Optional<SubjectId> subject = field.subject().map(_ -> person);
    SealItem item =
        new SealItem(field.ref().text(), subject.map(SubjectId::value).orElse(null), null, value);
    return switch (run(access.encryptInside(requester, List.of(item)), field)) {
      case ItemResult.Done done -> done.value();
      case ItemResult.Refused _,
          ItemResult.Tokenized _,
          ItemResult.Indexed _,
          ItemResult.Checked _ ->
          throw failed(field, "unexpected");
    };
  }

  private ItemResult indexed(DeclaredField field, String value) {
    return run(
        access.indexInside(
            requester,
            List.of(new IndexItem(field.ref().text(), null, value, Optional.empty(), null))),
        field);
  }

  private static ItemResult run(Access request, DeclaredField field) {
    if (request.needsStore()) {
      request.load();
    }
    ItemResult result = request.finish().join().items().getFirst();
    if (result instanceof ItemResult.Refused refused) {
      throw failed(field, refused.code().text());
    }
    return result;
  }

  private static RightsException failed(DeclaredField field, String code) {
    return new RightsException(
        "a new value of %s cannot be stored (%s): see that the register gives subject-rights encrypt on the field"
            .formatted(field.ref(), code));
  }
}
