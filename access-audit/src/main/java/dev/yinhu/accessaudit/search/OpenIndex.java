package dev.yinhu.accessaudit.search;

import dev.yinhu.accessaudit.log.StoredEntry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.NRTCachingDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An index open for writing by one thread and for searching by many.
 *
 * <p>Segments lie in memory-mapped files; those that a refresh makes every moment stay in memory
 * until they are merged or committed. Only neighbouring segments are merged, so that each stays an
 * unbroken range of the log ({@link Segment}).
 */
final class OpenIndex implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenIndex.class);
  private static final int WRITE_BUFFER_MB = 48;
  private static final double SMALL_SEGMENT_MB = 8;
  private static final double IN_MEMORY_MB = 48;

  private final Directory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private long next;
  private String lastLeafHash = "";
  private boolean commitDue;

  private OpenIndex(Directory directory, IndexWriter writer, SearcherManager searchers)
      throws IOException {
    this.directory = directory;
    this.writer = writer;
    this.searchers = searchers;
    this.next = visibleNext();
  }

  /** Takes the directory, also when it fails. */
  static OpenIndex open(Directory disk) throws IOException {
    Directory directory = new NRTCachingDirectory(disk, SMALL_SEGMENT_MB, IN_MEMORY_MB);
    IndexWriter writer = new IndexWriter(directory, settings());
    try {
      SearcherManager searchers = new SearcherManager(writer, OrderedSearcher.FACTORY);
      return new OpenIndex(directory, writer, searchers);
    } catch (IOException | RuntimeException | Error e) {
      writer.rollback();
      throw e;
    }
  }

  private static IndexWriterConfig settings() {
    return new IndexWriterConfig(new ReasonAnalyzer())
        .setIndexSort(new Sort(new SortField(IndexFields.INDEX, SortField.Type.LONG, true)))
        .setMergePolicy(new LogDocMergePolicy())
        .setRAMBufferSizeMB(WRITE_BUFFER_MB)
        .setCommitOnClose(false);
  }

  /** Index of the first entry that was not added yet. */
  long next() {
    return next;
  }

  /** Adds consecutive entries; those that are there already are passed over. */
  void add(List<StoredEntry> entries) throws IOException {
    for (StoredEntry entry : entries) {
      if (entry.index() < next) {
        continue;
      }
      if (entry.index() > next && writer.getPendingNumDocs() > 0) {
        // Only what was pruned can be missing, and that is all that the index holds.
        LOG.info("The search index begins anew: the log was pruned up to {}", entry.index());
        writer.deleteAll();
      }
      writer.addDocument(EntryDocument.of(entry));
      next = entry.index() + 1;
      lastLeafHash = IndexFolder.leafHash(entry);
      commitDue = true;
    }
  }

  /** Makes durable what was added, together with how far that is. */
  void commit() throws IOException {
    if (commitDue) {
      writer.setLiveCommitData(
          Map.of(
                  IndexFolder.SCHEMA,
                  IndexFolder.CURRENT_SCHEMA,
                  IndexFolder.NEXT,
                  Long.toString(next),
                  IndexFolder.LAST_LEAF_HASH,
                  lastLeafHash)
              .entrySet());
      writer.commit();
      commitDue = false;
    }
  }

  boolean isWritable() {
    return writer.isOpen();
  }

  /** Makes visible what was added before; gives the index of the first entry that is not. */
  long refresh() throws IOException {
    searchers.maybeRefreshBlocking();
    return visibleNext();
  }

  private long visibleNext() throws IOException {
    OrderedSearcher searcher = acquire();
    try {
      return searcher.next();
    } finally {
      release(searcher);
    }
  }

  OrderedSearcher acquire() throws IOException {
    return (OrderedSearcher) searchers.acquire();
  }

  void release(OrderedSearcher searcher) throws IOException {
    searchers.release(searcher);
  }

  /** Forgets what was not committed. */
  @Override
  public void close() throws IOException {
    try (directory) {
      searchers.close();
      writer.rollback();
    }
  }
}
