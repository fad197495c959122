package dev.yinhu.register.reading;

import dev.yinhu.register.About;
import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.FieldRef;
import java.util.List;
import java.util.Optional;

/** Where a field stands and what it inherits: the path down to it and the defaults from above. */
record FieldScope(
    String dataset,
    String collection,
    String prefix,
    List<CategoryKey> categories,
    Optional<YamlText> subject,
    About about) {

  FieldRef ref(String name) {
    return new FieldRef(dataset, collection, prefix + name);
  }

  /** For the fields nested in the object of that name, with what the object itself has. */
  FieldScope inside(
      String object, List<CategoryKey> ofObject, Optional<YamlText> itsSubject, About itsAbout) {
    return new FieldScope(
        dataset, collection, prefix + object + ".", ofObject, itsSubject, itsAbout);
  }
}
