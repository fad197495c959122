package dev.yinhu.breachresponse.severity;

import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.EnisaClass;
import dev.yinhu.register.SourceStatus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the sections of a tables file into tables; empty when one cannot be used. */
final class SectionReader {
  private static final long MOST = 1_000_000_000_000L;

  Optional<EnisaTable> enisa(@Nullable TableNode node) {
    if (node == null) {
      return Optional.empty();
    }
    node.only(
        Set.of(
            "source",
            "status",
            "data",
            "least",
            "most",
            "adjustments",
            "identification",
            "circumstances",
            "bands"));
    Optional<String> source = node.text("source");
    Optional<SourceStatus> status = node.status();
    Map<EnisaClass, BigDecimal> data = data(node);
    Optional<BigDecimal> least = node.number("least");
    Optional<BigDecimal> most = node.number("most");
    Map<String, EnisaTable.Adjustment> adjustments = new LinkedHashMap<>();
    node.list("adjustments").forEach(each -> adjustment(each, adjustments));
    Map<String, BigDecimal> identification = node.numbers("identification");
    Map<String, Map<String, BigDecimal>> circumstances = circumstances(node);
    List<EnisaTable.Band> bands = bands(node);
    if (source.isEmpty() || status.isEmpty() || least.isEmpty() || most.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new EnisaTable(
            source.get(),
            status.get(),
            data,
            least.get(),
            most.get(),
            adjustments,
            identification,
            circumstances,
            bands));
  }

  private static Map<EnisaClass, BigDecimal> data(TableNode node) {
    Map<String, BigDecimal> written = node.numbers("data");
    Map<EnisaClass, BigDecimal> data = new EnumMap<>(EnisaClass.class);
    for (EnisaClass each : EnisaClass.values()) {
      BigDecimal number = written.remove(each.wire());
      if (number == null) {
        node.problem("data: " + each.wire() + " is missing");
      } else {
        data.put(each, number);
      }
    }
    if (!written.isEmpty()) {
      node.problem("data: no classes are named " + written.keySet());
    }
    return data;
  }

  private static void adjustment(TableNode node, Map<String, EnisaTable.Adjustment> all) {
    node.only(Set.of("key", "step", "zh", "en"));
    Optional<String> key = node.name("key");
    Optional<BigDecimal> step = node.number("step");
    Optional<String> zh = node.text("zh");
    Optional<String> en = node.text("en");
    if (key.isPresent() && step.isPresent() && zh.isPresent() && en.isPresent()) {
      EnisaTable.Adjustment made =
          new EnisaTable.Adjustment(key.get(), step.get(), zh.get(), en.get());
      if (all.putIfAbsent(key.get(), made) != null) {
        node.problem("key: stands twice; keep one");
      }
    }
  }

  private static Map<String, Map<String, BigDecimal>> circumstances(TableNode node) {
    Map<String, Map<String, BigDecimal>> circumstances = new LinkedHashMap<>();
    node.below("circumstances")
        .ifPresent(below -> {
          below.only(Set.copyOf(EnisaTable.CIRCUMSTANCES));
          EnisaTable.CIRCUMSTANCES.forEach(each -> circumstances.put(each, below.numbers(each)));
        });
    return circumstances;
  }

  private static List<EnisaTable.Band> bands(TableNode node) {
    List<EnisaTable.Band> bands = new ArrayList<>();
    for (TableNode each : node.list("bands")) {
      each.only(Set.of("key", "from"));
      Optional<String> key = each.name("key");
      Optional<BigDecimal> from = each.number("from");
      if (key.isPresent() && from.isPresent()) {
        if (!bands.isEmpty() && bands.getLast().from().compareTo(from.get()) >= 0) {
          each.problem("from: bands rise from the lowest to the highest");
        }
        bands.add(new EnisaTable.Band(key.get(), from.get()));
      }
    }
    if (bands.isEmpty()) {
      node.problem("bands: at least one is needed");
    }
    return bands;
  }

  Optional<CacTable> cac(@Nullable TableNode node) {
    if (node == null) {
      return Optional.empty();
    }
    node.only(Set.of("source", "status", "levels", "criteria"));
    Optional<String> source = node.text("source");
    Optional<SourceStatus> status = node.status();
    List<CacTable.Step> levels = levels(node);
    List<CacTable.Criterion> criteria = new ArrayList<>();
    node.list("criteria").forEach(each -> criterion(each, levels).ifPresent(criteria::add));
    if (source.isEmpty() || status.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new CacTable(source.get(), status.get(), levels, criteria));
  }

  private static List<CacTable.Step> levels(TableNode node) {
    List<CacTable.Step> levels = new ArrayList<>();
    for (TableNode each : node.list("levels")) {
      each.only(Set.of("key", "zh", "persons"));
      Optional<String> key = each.name("key");
      Optional<String> zh = each.text("zh");
      Optional<Long> persons = count(each, "persons");
      if (key.isPresent() && zh.isPresent() && persons.isPresent()) {
        if (!levels.isEmpty() && levels.getLast().persons() >= persons.get()) {
          each.problem("persons: levels rise from the lowest to the highest");
        }
        levels.add(new CacTable.Step(key.get(), zh.get(), persons.get()));
      }
    }
    return levels;
  }

  private static Optional<CacTable.Criterion> criterion(
      TableNode node, List<CacTable.Step> levels) {
    node.only(Set.of("key", "level", "zh", "en", "status", "applies"));
    Optional<String> key = node.name("key");
    Optional<String> level = node.name("level");
    Optional<String> zh = node.text("zh");
    Optional<String> en = node.text("en");
    Optional<SourceStatus> status = node.status();
    if (level.isPresent() && levels.stream().noneMatch(l -> l.key().equals(level.get()))) {
      node.problem("level: no level is named so");
    }
    if (key.isEmpty() || level.isEmpty() || zh.isEmpty() || en.isEmpty() || status.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new CacTable.Criterion(
            key.get(), level.get(), zh.get(), en.get(), status.get(), applies(node, status.get())));
  }

  /**
   * @param top holds {@code flags}
   */
  List<FlagRule> flags(@Nullable TableNode top) {
    List<FlagRule> flags = new ArrayList<>();
    if (top != null) {
      top.list("flags").forEach(each -> flag(each).ifPresent(flags::add));
    }
    return flags;
  }

  private static Optional<FlagRule> flag(TableNode node) {
    node.only(Set.of("key", "count", "from", "source", "status", "applies"));
    Optional<String> key = node.name("key");
    Optional<String> counted = node.name("count");
    Optional<Long> from = count(node, "from");
    Optional<String> source = node.text("source");
    Optional<SourceStatus> status = node.status();
    if (counted.isPresent() && !Set.of("persons", "sensitive-persons").contains(counted.get())) {
      node.problem("count: expected persons or sensitive-persons");
    }
    if (key.isEmpty()
        || counted.isEmpty()
        || from.isEmpty()
        || source.isEmpty()
        || status.isEmpty()) {
      return Optional.empty();
    }
    boolean sensitive = counted.get().equals("sensitive-persons");
    return Optional.of(
        new FlagRule(
            key.get(),
            sensitive,
            from.get(),
            source.get(),
            status.get(),
            applies(node, status.get())));
  }

  Optional<CriminalTable> criminal(@Nullable TableNode node) {
    if (node == null) {
      return Optional.empty();
    }
    node.only(Set.of("source", "status", "kinds", "together"));
    Optional<String> source = node.text("source");
    Optional<SourceStatus> status = node.status();
    List<CriminalTable.Kind> kinds = new ArrayList<>();
    node.list("kinds").forEach(each -> kind(each).ifPresent(kinds::add));
    if (kinds.isEmpty()) {
      node.problem("kinds: at least one is needed");
    }
    boolean together =
        node.has("together") && node.below("together").filter(this::counts).isPresent();
    if (source.isEmpty() || status.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new CriminalTable(source.get(), status.get(), kinds, together));
  }

  private boolean counts(TableNode rule) {
    rule.only(Set.of("source", "status", "applies"));
    var _ = rule.text("source");
    return rule.status().filter(status -> applies(rule, status)).isPresent();
  }

  private static Optional<CriminalTable.Kind> kind(TableNode node) {
    node.only(Set.of("key", "from", "zh", "en", "categories"));
    Optional<String> key = node.name("key");
    Optional<Long> from = count(node, "from");
    Optional<String> zh = node.text("zh");
    Optional<String> en = node.text("en");
    List<CategoryKey> categories = new ArrayList<>();
    for (String each : node.texts("categories")) {
      try {
        categories.add(new CategoryKey(each));
      } catch (IllegalArgumentException e) {
        node.problem("categories: " + e.getMessage());
      }
    }
    if (key.isEmpty() || from.isEmpty() || zh.isEmpty() || en.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new CriminalTable.Kind(key.get(), from.get(), zh.get(), en.get(), categories));
  }

  /** What nobody has checked counts only where a file says so. */
  private static boolean applies(TableNode node, SourceStatus status) {
    return node.has("applies") ? node.flag("applies") : status != SourceStatus.UNVERIFIED;
  }

  private static Optional<Long> count(TableNode node, String key) {
    Optional<Long> count = node.whole(key);
    if (count.isPresent() && (count.get() < 1 || count.get() > MOST)) {
      node.problem(key + ": expected 1 to " + MOST);
    }
    return count;
  }
}
