package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.piiscanner.Finding;
import dev.yinhu.piiscanner.Hints;
import java.util.List;

/** What looks at values: the engine. Safe for use by many threads. */
@FunctionalInterface
interface CellScanner {
  /** What stands in a text, in the order of its start. */
  List<Finding> scan(String text, Hints hints);
}
