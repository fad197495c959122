package dev.yinhu.register.reading;

import dev.yinhu.register.Category;
import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.DataSubjectKind;
import dev.yinhu.register.DataUse;
import dev.yinhu.register.RegisterSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The known categories, data uses and kinds of people: those we ship, and what a manifest adds. */
final class Taxonomy {
  private static final String SHIPPED = "taxonomy.yaml";

  private final SortedMap<CategoryKey, WrittenCategory> written;
  private final SortedMap<CategoryKey, Category> categories = new TreeMap<>();
  private final Map<String, DataUse> dataUses;
  private final Map<String, DataSubjectKind> dataSubjects;
  private final DottedNames categoryNames;
  private final DottedNames dataUseNames;
  private final DottedNames dataSubjectNames;

  Taxonomy(
      SortedMap<CategoryKey, WrittenCategory> written,
      Map<String, DataUse> dataUses,
      Map<String, DataSubjectKind> dataSubjects) {
    this.written = new TreeMap<>(written);
    this.dataUses = new LinkedHashMap<>(dataUses);
    this.dataSubjects = new LinkedHashMap<>(dataSubjects);
    // A parent sorts before its children, so it is resolved when they ask for it.
    this.written.values().forEach(c -> categories.put(c.key(), c.resolve(above(c.key()))));
    this.categoryNames =
        new DottedNames(
            "data category",
            ProblemCode.UNKNOWN_CATEGORY,
            ProblemCode.CATEGORY_INHERITED,
            2,
            categories.keySet().stream().map(CategoryKey::value).toList());
    this.dataUseNames =
        new DottedNames(
            "data use",
            ProblemCode.UNKNOWN_DATA_USE,
            ProblemCode.DATA_USE_INHERITED,
            1,
            dataUses.keySet());
    this.dataSubjectNames =
        new DottedNames(
            "data subject",
            ProblemCode.UNKNOWN_DATA_SUBJECT,
            ProblemCode.UNKNOWN_DATA_SUBJECT,
            Integer.MAX_VALUE,
            dataSubjects.keySet());
  }

  /** The taxonomy that ships with us; it has no problem, as a test makes sure. */
  static Taxonomy shipped() {
    Problems problems = new Problems();
    var source = new RegisterSource(SHIPPED, shippedText());
    var sections = new Sections(new YamlDocuments(source, problems).read());
    var nothing = new Taxonomy(new TreeMap<>(), Map.of(), Map.of());
    Taxonomy shipped = new TaxonomyReader(nothing).read(sections);
    if (!problems.sorted().isEmpty()) {
      throw new IllegalStateException("our own taxonomy is faulty: " + problems.sorted());
    }
    return shipped;
  }

  SortedMap<CategoryKey, WrittenCategory> written() {
    return written;
  }

  List<Category> categories() {
    return List.copyOf(categories.values());
  }

  Map<String, DataUse> dataUses() {
    return dataUses;
  }

  Map<String, DataSubjectKind> dataSubjects() {
    return dataSubjects;
  }

  /** The key, when it is known or takes after one that is. */
  Optional<CategoryKey> category(YamlText name) {
    return name.as(CategoryKey::new).filter(key -> categoryNames.accepts(name));
  }

  /** The accepted ones of {@code data_categories}, or the others when there is none. */
  List<CategoryKey> categories(YamlMap map, List<CategoryKey> otherwise) {
    List<CategoryKey> own =
        map.texts("data_categories").stream().flatMap(name -> category(name).stream()).toList();
    return own.isEmpty() ? otherwise : own;
  }

  Optional<String> dataUse(YamlText name) {
    return dataUseNames.accepts(name) ? Optional.of(name.value()) : Optional.empty();
  }

  Optional<String> dataSubject(YamlText name) {
    return dataSubjectNames.accepts(name) ? Optional.of(name.value()) : Optional.empty();
  }

  /** The category or the nearest known one above it. */
  Optional<Category> nearest(CategoryKey key) {
    return Optional.ofNullable(categories.get(key)).or(() -> above(key));
  }

  private Optional<Category> above(CategoryKey key) {
    return key.parent().flatMap(this::nearest);
  }

  private static String shippedText() {
    try (InputStream in = Taxonomy.class.getResourceAsStream(SHIPPED)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("our own taxonomy cannot be read", e);
    }
  }
}
