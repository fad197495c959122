package dev.yinhu.register.reading;

import dev.yinhu.register.About;
import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.DeclaredCollection;
import dev.yinhu.register.DeclaredDataset;
import dev.yinhu.register.DeclaredField;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code dataset}: stores, their collections and fields. */
final class DatasetReader {
  private final Taxonomy taxonomy;
  private final FieldLinks links;
  private final FieldReader fields;
  private final CompoundIndexReader indexes;

  DatasetReader(
      Taxonomy taxonomy, FieldLinks links, FieldReader fields, CompoundIndexReader indexes) {
    this.taxonomy = taxonomy;
    this.links = links;
    this.fields = fields;
    this.indexes = indexes;
  }

  Declared<DeclaredDataset> read(List<YamlMap> resources) {
    Declared<DeclaredDataset> datasets = new Declared<>("dataset", ProblemCode.UNKNOWN_DATASET);
    resources.forEach(resource -> read(resource, datasets));
    return datasets;
  }

  private void read(YamlMap resource, Declared<DeclaredDataset> datasets) {
    YamlText key = Names.identifier(resource, "fides_key", "a dataset");
    YamlMap own = resource.mapOrEmpty("yinhu");
    List<CategoryKey> categories = taxonomy.categories(resource, List.of());
    List<DeclaredCollection> collections =
        resource.maps("collections").stream()
            .map(c -> collection(c, key.value(), categories))
            .toList();
    var label = Labels.of(resource, own, key.value());
    datasets.add(
        key, new DeclaredDataset(key.value(), label, resource.string("description"), collections));
    own.warnOfOthers(Set.of());
    resource.warnOfOthers(FidesKeys.DATASET);
  }

  private DeclaredCollection collection(
      YamlMap collection, String dataset, List<CategoryKey> ofDataset) {
    YamlText name = Names.identifier(collection, "name", "a collection");
    links.addCollection(dataset, name);
    YamlMap own = collection.mapOrEmpty("yinhu");
    YamlMap meta = collection.mapOrEmpty("fides_meta");
    FieldScope scope =
        scope(own, dataset, name.value(), taxonomy.categories(collection, ofDataset));
    List<DeclaredField> declared =
        collection.maps("fields").stream().flatMap(f -> fields.read(f, scope).stream()).toList();
    var result =
        new DeclaredCollection(
            name.value(),
            collection.string("description"),
            declared,
            indexes.read(own, scope),
            collections(meta, "after"),
            collections(meta, "erase_after"),
            meta.flag("skip_processing"),
            DeferralReader.read(own, scope, declared));
    own.warnOfOthers(Set.of());
    meta.warnOfOthers(FidesKeys.COLLECTION_META);
    collection.warnOfOthers(FidesKeys.COLLECTION);
    return result;
  }

  private static FieldScope scope(
      YamlMap own, String dataset, String collection, List<CategoryKey> categories) {
    About about = FieldReader.about(own).orElse(About.SUBJECT);
    Optional<YamlText> subject = own.text("subject");
    return new FieldScope(dataset, collection, "", categories, subject, about);
  }

  private List<String> collections(YamlMap meta, String key) {
    List<YamlText> names = meta.texts(key);
    names.forEach(links::refersToCollection);
    return names.stream().map(YamlText::value).toList();
  }
}
