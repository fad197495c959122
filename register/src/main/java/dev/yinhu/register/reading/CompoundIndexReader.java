package dev.yinhu.register.reading;

import dev.yinhu.register.CompoundIndex;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Protection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads {@code yinhu.indexes} of a collection, after its fields. */
final class CompoundIndexReader {
  private final FieldLinks links;
  private final WrittenIndexes written;

  CompoundIndexReader(FieldLinks links, WrittenIndexes written) {
    this.links = links;
    this.written = written;
  }

  List<CompoundIndex> read(YamlMap own, FieldScope scope) {
    var indexes = new Declared<CompoundIndex>("index", ProblemCode.UNKNOWN_FIELD);
    own.maps("indexes").forEach(index -> read(index, scope, indexes));
    return List.copyOf(indexes.values());
  }

  private void read(YamlMap index, FieldScope scope, Declared<CompoundIndex> indexes) {
    YamlText name = Names.identifier(index, "name", "an index");
    Set<FieldRef> fields = new LinkedHashSet<>();
    for (YamlText text : index.texts("fields")) {
      text.as(scope::ref).ifPresent(field -> add(field, text, fields));
    }
    OptionalInt bits = IndexReader.bits(index);
    int partitions = IndexReader.partitions(index);
    List<FieldRef> members = List.copyOf(fields);
    String called = "index '" + name.value() + "'";
    WrittenIndex asWritten = IndexReader.written(index, called, members, Double.MAX_VALUE);
    index.warnOfOthers(Set.of());
    Optional<FieldRef> ref = name.as(scope::ref).filter(r -> isFree(r, name));
    if (ref.isPresent() && hasSeveral(index, members)) {
      written.add(asWritten);
      indexes.add(name, new CompoundIndex(ref.get(), members, bits, partitions));
    }
  }

  private void add(FieldRef ref, YamlText where, Set<FieldRef> fields) {
    Optional<DeclaredField> field =
        links.find(new YamlText(ref.text(), where.place(), where.problems()));
    boolean indexed =
        field.flatMap(DeclaredField::protection).flatMap(Protection::index).isPresent();
    if (field.isPresent() && !indexed) {
      String message =
          "'"
              + ref
              + "' has no index of its own, whose normaliser this one needs: add"
              + " yinhu.protect.index to it";
      where.problems().add(ProblemCode.NOT_INDEXED, where.place(), message);
    } else if (indexed && !fields.add(ref)) {
      String message = "'" + ref + "' stands in this index already: remove one of the two";
      where.problems().add(ProblemCode.DUPLICATE, where.place(), message);
    }
  }

  private boolean isFree(FieldRef ref, YamlText name) {
    boolean taken = links.get(ref).isPresent();
    if (taken) {
      String message =
          "a field of this collection is called " + name.quoted() + ": rename the index";
      name.problems().add(ProblemCode.DUPLICATE, name.place(), message);
    }
    return !taken;
  }

  /** Members that were refused are told already; only too few written ones are told here. */
  private static boolean hasSeveral(YamlMap index, List<FieldRef> members) {
    if (index.texts("fields").size() < 2) {
      String message =
          "an index of a collection needs 'fields', two or more: one field alone has"
              + " yinhu.protect.index";
      index.problems().add(ProblemCode.MISSING_KEY, index.placeOf("fields"), message);
    }
    return members.size() >= 2;
  }
}
