package dev.yinhu.piiscanner.task;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a scan is; at its end, what came of it.
 *
 * @param done files or tables that are done
 * @param total of how many
 * @param rows of tables
 * @param bytes of files that are done, and of what is read of the one at hand, before
 *     decompression; of tables, characters of values
 * @param bytesTotal of all files as the scan began or went on; 0 for tables
 * @param values values that were found, by type
 * @param skipped files that were left out on purpose, such as binary ones and links
 * @param unread files and tables of which something was not seen
 * @param resumed how often the scan was taken up again behind what was done before: its service had
 *     ended, or its node had died
 * @param troubles the first of what went wrong
 */
record Progress(
    long done,
    long total,
    long rows,
    long bytes,
    long bytesTotal,
    Map<String, Long> values,
    long skipped,
    long unread,
    long resumed,
    List<Trouble> troubles) {
  static final Progress NOTHING = new Progress(0, 0, 0, 0, 0, Map.of(), 0, 0, 0, List.of());

  /**
   * Something that went wrong.
   *
   * @param place file or table
   * @param what in words, without anything that stands there
   */
  record Trouble(String place, String what) {}

  Progress {
    values = new TreeMap<>(values);
    troubles = List.copyOf(troubles);
  }

  String json() {
    return TaskJson.write(this);
  }
}
