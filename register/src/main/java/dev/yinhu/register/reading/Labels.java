package dev.yinhu.register.reading;

import dev.yinhu.register.Label;
import java.util.Optional;
import java.util.Set;

/** Reads what people are shown: {@code yinhu.label}, else the Fides name, else the key. */
final class Labels {
  private Labels() {}

  static Label of(YamlMap resource, YamlMap own, String key) {
    return written(resource, own).orElseGet(() -> Label.same(key));
  }

  /** Empty when the resource has neither a label nor a name. */
  static Optional<Label> written(YamlMap resource, YamlMap own) {
    Optional<String> name = resource.string("name");
    return label(own).or(() -> name.map(Label::same));
  }

  /** Only {@code label}: a text for both languages, or {@code {zh, en}} of which one may lack. */
  static Optional<Label> label(YamlMap own) {
    if (own.isScalar("label")) {
      return own.string("label").map(Label::same);
    }
    return own.map("label").flatMap(Labels::bilingual);
  }

  private static Optional<Label> bilingual(YamlMap label) {
    Optional<String> zh = label.string("zh");
    Optional<String> en = label.string("en");
    label.warnOfOthers(Set.of());
    Optional<String> any = zh.or(() -> en);
    return any.map(text -> new Label(zh.orElse(text), en.orElse(text)));
  }
}
