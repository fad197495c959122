package dev.yinhu.fieldaccess;

import dev.yinhu.crypto.BlindIndexes;
import dev.yinhu.crypto.Canaries;
import dev.yinhu.crypto.IndexDefinition;
import dev.yinhu.crypto.IndexTerms;
import dev.yinhu.register.CompoundIndex;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.IndexSettings;
import dev.yinhu.register.Protection;
import dev.yinhu.register.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an item of a request for indexes turns out to be about, and how it is computed. */
sealed interface IndexTarget {
  /** The fields whose values go in: the caller needs the right on each of them. */
  List<FieldRef> fields();

  /** The indexes that are computed. */
  List<IndexDefinition> definitions();

  /** The result; empty when the value gives nothing to index. */
  Optional<ItemResult.Indexed> compute(BlindIndexes indexes, IndexItem item);

  /** Whether somebody who asks this looks for a canary by the whole of its value. */
  boolean isCanary(Canaries canaries, BlindIndexes indexes, IndexItem item);

  /** The same for one field's value. */
  static boolean isCanary(
      Canaries canaries, BlindIndexes indexes, DeclaredField field, String value) {
    return canaries.canBeLookedFor(field.ref())
        && field
            .protection()
            .flatMap(Protection::index)
            .flatMap(settings -> indexes.text(settings, value))
            .filter(text -> canaries.isLookedFor(field.ref(), text))
            .isPresent();
  }

  /** Every index of one field. */
  record Whole(DeclaredField field, Protection protection) implements IndexTarget {
    @Override
    public List<FieldRef> fields() {
      return List.of(field.ref());
    }

    @Override
    public List<IndexDefinition> definitions() {
      List<IndexDefinition> all = new ArrayList<>();
      protection.index().map(this::main).ifPresent(all::add);
      protection.partIndexes().forEach((name, settings) -> all.add(part(name, settings)));
      return all;
    }

    private IndexDefinition main(IndexSettings settings) {
      return IndexDefinition.main(field.ref(), protection.suite(), settings);
    }

    private IndexDefinition part(String name, IndexSettings settings) {
      return IndexDefinition.part(field.ref(), name, protection.suite(), settings);
    }

    /** A value that is shorter than a part has no index of it, which is no reason to refuse it. */
    @Override
    public Optional<ItemResult.Indexed> compute(BlindIndexes indexes, IndexItem item) {
      String value = String.valueOf(item.value());
      Optional<IndexTerms> main =
          protection
              .index()
              .flatMap(settings ->
                  indexes
                      .text(settings, value)
                      .map(text -> indexes.terms(main(settings), List.of(text))));
      Map<String, IndexTerms> parts = new TreeMap<>();
      protection
          .partIndexes()
          .forEach((name, settings) ->
              indexes
                  .text(settings, value)
                  .map(text -> indexes.terms(part(name, settings), List.of(text)))
                  .ifPresent(terms -> parts.put(name, terms)));
      boolean nothing = main.isEmpty() && (parts.isEmpty() || protection.index().isPresent());
      return nothing ? Optional.empty() : Optional.of(new ItemResult.Indexed(main, parts));
    }

    @Override
    public boolean isCanary(Canaries canaries, BlindIndexes indexes, IndexItem item) {
      return IndexTarget.isCanary(canaries, indexes, field, String.valueOf(item.value()));
    }
  }

  /** A part known by itself, such as the last four digits. */
  record Part(DeclaredField field, String name, Suite suite, IndexSettings settings)
      implements IndexTarget {
    @Override
    public List<FieldRef> fields() {
      return List.of(field.ref());
    }

    @Override
    public List<IndexDefinition> definitions() {
      return List.of(IndexDefinition.part(field.ref(), name, suite, settings));
    }

    @Override
    public Optional<ItemResult.Indexed> compute(BlindIndexes indexes, IndexItem item) {
      return indexes
          .partText(settings, String.valueOf(item.value()))
          .map(text -> indexes.terms(definitions().getFirst(), List.of(text)))
          .map(terms -> new ItemResult.Indexed(Optional.of(terms), Map.of()));
    }

    /** Never: a part is shared by many, of whom a canary is one. */
    @Override
    public boolean isCanary(Canaries canaries, BlindIndexes indexes, IndexItem item) {
      return false;
    }
  }

  /** A compound index. */
  record Compound(CompoundIndex index, List<DeclaredField> declared) implements IndexTarget {
    /** Copies the list. */
    public Compound {
      declared = List.copyOf(declared);
    }

    @Override
    public List<FieldRef> fields() {
      return index.fields();
    }

    @Override
    public List<IndexDefinition> definitions() {
      return List.of(
          IndexDefinition.compound(
              index, declared.stream().map(f -> f.protection().orElseThrow().suite()).toList()));
    }

    @Override
    public Optional<ItemResult.Indexed> compute(BlindIndexes indexes, IndexItem item) {
      Map<String, String> values = item.values().orElseThrow();
      List<String> texts = new ArrayList<>();
      for (DeclaredField field : declared) {
        String value = String.valueOf(values.get(field.ref().field()));
        IndexSettings settings = field.protection().flatMap(Protection::index).orElseThrow();
        indexes.text(settings, value).ifPresent(texts::add);
      }
      return texts.size() < declared.size()
          ? Optional.empty()
          : Optional.of(
              new ItemResult.Indexed(
                  Optional.of(indexes.terms(definitions().getFirst(), texts)), Map.of()));
    }

    @Override
    public boolean isCanary(Canaries canaries, BlindIndexes indexes, IndexItem item) {
      Map<String, String> values = item.values().orElseThrow();
      return declared.stream()
          .anyMatch(field ->
              IndexTarget.isCanary(
                  canaries, indexes, field, String.valueOf(values.get(field.ref().field()))));
    }
  }
}
