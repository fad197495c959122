package dev.yinhu.register.reading;

import dev.yinhu.register.Category;
import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.DataGroup;
import dev.yinhu.register.EnisaClass;
import dev.yinhu.register.Label;
import dev.yinhu.register.Level;
import dev.yinhu.register.MaskName;
import dev.yinhu.register.SensitiveKind;
import dev.yinhu.register.SourceStatus;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** A category as written: what it does not say is filled in from its parent afterwards. */
record WrittenCategory(
    CategoryKey key,
    Optional<Label> label,
    Optional<Level> level,
    Optional<SensitiveKind> kind,
    Optional<DataGroup> group,
    Optional<EnisaClass> enisa,
    Optional<MaskName> mask,
    Optional<Boolean> fewValues,
    Optional<SourceStatus> status,
    Optional<String> note) {

  static WrittenCategory read(CategoryKey key, YamlMap resource) {
    YamlMap own = resource.mapOrEmpty("yinhu");
    var category =
        new WrittenCategory(
            key,
            Labels.written(resource, own),
            own.text("level").flatMap(WrittenCategory::level),
            own.text("kind").flatMap(t -> t.choice("sensitive kind", SensitiveKind.values())),
            own.text("group").flatMap(t -> t.choice("data group", DataGroup.values())),
            own.text("enisa").flatMap(t -> t.choice("ENISA class", EnisaClass.values())),
            own.text("mask").flatMap(t -> t.choice("mask", MaskName.values())),
            own.has("few_values") ? Optional.of(own.flag("few_values")) : Optional.empty(),
            own.text("status").flatMap(t -> t.choice("source status", SourceStatus.values())),
            own.string("note"));
    own.warnOfOthers(Set.of());
    resource.warnOfOthers(FidesKeys.RESOURCE);
    return category;
  }

  /**
   * What a manifest says about a category that we ship, over what we say; a manifest exported from
   * Fides repeats the names of all categories, so a bare name does not replace our label.
   */
  WrittenCategory over(WrittenCategory base, boolean hasOwnLabel) {
    return new WrittenCategory(
        key,
        hasOwnLabel ? label : base.label.or(() -> label),
        level.or(base::level),
        kind.or(base::kind),
        group.or(base::group),
        enisa.or(base::enisa),
        mask.or(base::mask),
        fewValues.or(base::fewValues),
        status.or(base::status),
        note.or(base::note));
  }

  Category resolve(Optional<Category> parent) {
    return new Category(
        key,
        label.orElseGet(() -> Label.same(key.value())),
        level.or(() -> parent.map(Category::level)).orElse(Level.GENERAL),
        kind.or(() -> parent.flatMap(Category::sensitiveKind)),
        group.or(() -> parent.flatMap(Category::group)),
        enisa.or(() -> parent.flatMap(Category::enisaClass)),
        mask.or(() -> parent.flatMap(Category::mask)),
        fewValues.or(() -> parent.map(Category::fewValues)).orElse(false),
        status.or(() -> parent.map(Category::status)).orElse(SourceStatus.UNVERIFIED),
        note);
  }

  private static Optional<Level> level(YamlText text) {
    return Arrays.stream(Level.values())
        .filter(level -> level.chinese().equals(text.value()))
        .findFirst()
        .or(() -> text.choice("level (or 一般, 敏感)", Level.values()));
  }
}
