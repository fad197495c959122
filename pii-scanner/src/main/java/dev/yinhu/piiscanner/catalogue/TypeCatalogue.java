package dev.yinhu.piiscanner.catalogue;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.yaml.YamlDocument;
import dev.yinhu.piiscanner.yaml.YamlFaults;
import dev.yinhu.piiscanner.yaml.YamlNode;
import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.Label;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types that ship with us, from {@code types.yaml}. Immutable. */
public final class TypeCatalogue {
  /** The confidence from which on a type without a threshold of its own is told. */
  public static final double USUAL_THRESHOLD = 0.5;

  private static final String FILE = "types.yaml";
  private static final int MOST_TYPES = 500;
  private static final int MOST_CHARACTERS = 1024 * 1024;

  private final Map<PiiType, TypeInfo> types;

  private TypeCatalogue(Map<PiiType, TypeInfo> types) {
    this.types = new LinkedHashMap<>(types);
  }

  /** The types that ship with us. */
  public static TypeCatalogue standard() {
    YamlFaults faults = new YamlFaults(FILE);
    YamlNode root =
        new YamlDocument(MOST_CHARACTERS, "the catalogue is a mapping")
            .root(Resources.text(FILE), faults)
            .orElseThrow(() -> new IllegalStateException("our own types are no YAML"));
    root.required("version");
    Map<PiiType, TypeInfo> types = new LinkedHashMap<>();
    for (YamlNode node : root.mappings("types", MOST_TYPES)) {
      TypeInfo info = info(node);
      types.put(info.type(), info);
      node.refuseOthers();
    }
    root.refuseOthers();
    if (!faults.sorted().isEmpty()) {
      throw new IllegalStateException("our own types are faulty: " + faults.sorted());
    }
    return new TypeCatalogue(types);
  }

  /** All types, in the order in which reports list them. */
  public List<TypeInfo> types() {
    return List.copyOf(types.values());
  }

  /** What is known of a type; empty for one of a custom detector. */
  public Optional<TypeInfo> of(PiiType type) {
    return Optional.ofNullable(types.get(type));
  }

  /** What people call a type; a custom detector's by its name. */
  public Label label(PiiType type) {
    return of(type)
        .map(info -> new Label(info.chinese(), info.english()))
        .orElse(new Label(type.name(), type.name()));
  }

  /** The least confidence at which a type is told. */
  public double threshold(PiiType type) {
    return of(type).map(TypeInfo::threshold).orElse(USUAL_THRESHOLD);
  }

  private static TypeInfo info(YamlNode node) {
    String group = node.required("group").orElse("");
    List<CategoryKey> categories = new ArrayList<>();
    node.texts("categories", MOST_TYPES)
        .forEach(key -> categories.add(new CategoryKey(key.getValue())));
    return new TypeInfo(
        new PiiType(node.required("name").orElse("")),
        node.required("zh").orElse(""),
        node.required("en").orElse(""),
        Arrays.stream(TypeGroup.values())
            .filter(known -> known.wire().equals(group))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("our own types name the group " + group)),
        node.number("threshold", USUAL_THRESHOLD),
        categories);
  }
}
