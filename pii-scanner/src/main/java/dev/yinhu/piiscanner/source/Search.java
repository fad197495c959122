package dev.yinhu.piiscanner.source;

import dev.yinhu.piiscanner.Finding;
import dev.yinhu.piiscanner.Hints;
import java.util.List;
import java.util.function.Predicate;

/** What looks at the texts of a source: the engine. Safe for use by many threads. */
@FunctionalInterface
public interface Search {
  /** What stands in a text, in the order of its start. */
  List<Finding> findings(String text, Hints hints);

  /** The same, with only those findings that are wanted. */
  default Search only(Predicate<Finding> wanted) {
    return (text, hints) -> findings(text, hints).stream().filter(wanted).toList();
  }
}
