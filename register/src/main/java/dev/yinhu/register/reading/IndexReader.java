package dev.yinhu.register.reading;

import dev.yinhu.register.Category;
import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.IndexPart;
import dev.yinhu.register.IndexSettings;
import dev.yinhu.register.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads {@code yinhu.protect.index} and {@code indexes}: the blind indexes of one field. */
final class IndexReader {
  static final long MOST_ROWS = 1_000_000_000_000_000L;

  /** Characters in common use that a part of a text may consist of. */
  private static final double TEXT_CHARACTERS = 4_000;

  private static final double DIGITS = 10;
  private static final int LONGEST_PART = 64;
  private static final CategoryKey PHONE = new CategoryKey("user.contact.phone_number");
  private static final CategoryKey EMAIL = new CategoryKey("user.contact.email");

  private final WrittenIndexes written;

  IndexReader(WrittenIndexes written) {
    this.written = written;
  }

  /** The index over the whole value. */
  Optional<IndexSettings> main(YamlMap protect, FieldRef field, List<Category> categories) {
    if (!protect.has("index")) {
      return Optional.empty();
    }
    Normalizer usual = usualNormalizer(categories);
    if (protect.isScalar("index")) {
      return protect.flag("index")
          ? Optional.of(new IndexSettings(OptionalInt.empty(), usual, IndexPart.WHOLE, 1))
          : Optional.empty();
    }
    return protect
        .map("index")
        .map(index -> {
          String name = "index of '" + field + "'";
          written.add(written(index, name, List.of(field), Double.MAX_VALUE));
          return settings(index, usual, IndexPart.WHOLE);
        });
  }

  /** The indexes over parts of the value, by name. */
  Map<String, IndexSettings> parts(YamlMap protect, FieldRef field, List<Category> categories) {
    Map<String, IndexSettings> parts = new LinkedHashMap<>();
    YamlMap indexes = protect.mapOrEmpty("indexes");
    for (YamlText name : indexes.keys()) {
      Optional<YamlMap> index = indexes.map(name.value());
      if (name.as(FieldRef::part).isPresent() && index.isPresent()) {
        part(index.get(), name, field, categories).ifPresent(s -> parts.put(name.value(), s));
      }
    }
    return parts;
  }

  private Optional<IndexSettings> part(
      YamlMap index, YamlText name, FieldRef field, List<Category> categories) {
    OptionalLong first = index.number("first", 1, LONGEST_PART);
    OptionalLong last = index.number("last", 1, LONGEST_PART);
    if (index.has("first") == index.has("last")) {
      String message =
          "index " + name.quoted() + " needs 'first' or 'last', one of them: {last: 4}";
      index.problems().add(ProblemCode.MISSING_KEY, index.place(), message);
    }
    int characters = (int) first.orElse(last.orElse(1));
    var side = index.has("first") ? IndexPart.Side.FIRST : IndexPart.Side.LAST;
    double symbols = UsualFormat.of(categories).isPresent() ? DIGITS : TEXT_CHARACTERS;
    String called = "index '" + name.value() + "' of '" + field + "'";
    written.add(written(index, called, List.of(field), Math.pow(symbols, characters)));
    return Optional.of(
        settings(index, usualNormalizer(categories), new IndexPart(side, characters)));
  }

  static WrittenIndex written(
      YamlMap index, String name, List<FieldRef> fields, double mostDistinct) {
    OptionalLong rows = index.number("rows", 1, MOST_ROWS);
    OptionalLong distinct = index.number("distinct", 1, rows.orElse(MOST_ROWS));
    Place place = index.has("bits") ? index.placeOf("bits") : index.place();
    return new WrittenIndex(
        name, fields, bits(index), rows, distinct, mostDistinct, place, index.problems());
  }

  private static IndexSettings settings(YamlMap index, Normalizer usual, IndexPart part) {
    Optional<Normalizer> normalizer =
        index.text("normalizer").flatMap(t -> t.choice("normalizer", Normalizer.values()));
    var settings =
        new IndexSettings(bits(index), normalizer.orElse(usual), part, partitions(index));
    index.warnOfOthers(Set.of());
    return settings;
  }

  static OptionalInt bits(YamlMap index) {
    return index.number("bits", 1, IndexSettings.MAX_BITS).stream()
        .mapToInt(n -> (int) n)
        .findFirst();
  }

  static int partitions(YamlMap index) {
    return (int) index.number("partitions", 1, IndexSettings.MAX_PARTITIONS).orElse(1);
  }

  private static Normalizer usualNormalizer(List<Category> categories) {
    if (categories.stream().anyMatch(c -> c.key().isWithin(PHONE))) {
      return Normalizer.PHONE;
    }
    boolean email = categories.stream().anyMatch(c -> c.key().isWithin(EMAIL));
    return email ? Normalizer.EMAIL : Normalizer.NFKC;
  }
}
