package dev.yinhu.accessaudit.search;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;

/**
 * What a commit of the index says beside Lucene's own.
 *
 * @param next index of the first entry that it does not reach
 * @param gapsBelow from this index on every entry up to {@code next} is there
 * @param lastLeafHash of its newest entry, in hexadecimal
 */
record CommitNote(long next, long gapsBelow, String lastLeafHash) {
  /** Raised whenever documents are made in another way. */
  static final String CURRENT_SCHEMA = "3";

  private static final String SCHEMA = "schema";
  private static final String NEXT = "next";
  private static final String GAPS_BELOW = "gaps_below";
  private static final String LAST_LEAF_HASH = "last_leaf_hash";

  static boolean isCurrent(DirectoryReader reader) throws IOException {
    return CURRENT_SCHEMA.equals(reader.getIndexCommit().getUserData().get(SCHEMA));
  }

  /** Throws {@link NumberFormatException} when it was not written by {@link #put}. */
  static CommitNote of(DirectoryReader reader) throws IOException {
    return of(reader.getIndexCommit().getUserData());
  }

  /** Of the commit that the writer was opened on; zeros when there was none. */
  static CommitNote of(IndexWriter writer) {
    Map<String, String> said = new HashMap<>();
    Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
    if (data != null) {
      data.forEach(each -> said.put(each.getKey(), each.getValue()));
    }
    return of(said);
  }

  private static CommitNote of(Map<String, String> said) {
    return new CommitNote(
        Long.parseLong(said.getOrDefault(NEXT, "0")),
        Long.parseLong(said.getOrDefault(GAPS_BELOW, "0")),
        said.getOrDefault(LAST_LEAF_HASH, ""));
  }

  /** Makes it part of the writer's next commit. */
  void put(IndexWriter writer) {
    writer.setLiveCommitData(
        Map.of(
                SCHEMA,
                CURRENT_SCHEMA,
                NEXT,
                Long.toString(next),
                GAPS_BELOW,
                Long.toString(gapsBelow),
                LAST_LEAF_HASH,
                lastLeafHash)
            .entrySet());
  }
}
