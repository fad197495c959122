package dev.yinhu.accessaudit.search;

import dev.yinhu.accessaudit.log.StoredEntry;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.NRTCachingDirectory;

/**
 * An index open for writing by one thread and for searching by many.
 *
 * <p>Segments lie in memory-mapped files; those that a refresh makes every moment stay in memory
 * until they are merged or committed. Only neighbouring segments are merged, so that the order
 * stays that of the log ({@link Segment}).
 */
final class OpenIndex implements AutoCloseable {
  private static final int WRITE_BUFFER_MB = 48;
  private static final double SMALL_SEGMENT_MB = 8;
  private static final double IN_MEMORY_MB = 48;

  private final Directory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;

  /** Below it entries may be missing. Only grows, and before an entry is taken out. */
  private volatile long gapsBelow;

  private long next;
  private String lastLeafHash;
  private boolean commitDue;

  private OpenIndex(Directory directory, IndexWriter writer) throws IOException {
    this.directory = directory;
    this.writer = writer;
    CommitNote note = CommitNote.of(writer);
    this.gapsBelow = note.gapsBelow();
    this.lastLeafHash = note.lastLeafHash();
    this.searchers = new SearcherManager(writer, OrderedSearcher.factory(() -> gapsBelow));
    this.next = visibleNext();
  }

  /** Takes the directory, also when it fails. */
  static OpenIndex open(Directory disk) throws IOException {
    Directory directory = new NRTCachingDirectory(disk, SMALL_SEGMENT_MB, IN_MEMORY_MB);
    IndexWriter writer = new IndexWriter(directory, settings());
    try {
      return new OpenIndex(directory, writer);
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

  /** From this index on no entry is missing. */
  long gapsBelow() {
    return gapsBelow;
  }

  /**
   * Adds entries in the log's order; those that are there already are passed over. What the log
   * leaves out was pruned.
   *
   * @return whether one of them speaks of a pruning
   */
  boolean add(List<StoredEntry> entries) throws IOException {
    boolean pruning = false;
    for (StoredEntry entry : entries) {
      if (entry.index() < next) {
        continue;
      }
      if (entry.index() > next) {
        gapsBelow = entry.index();
      }
      EntryDocument made = EntryDocument.of(entry);
      writer.addDocument(made.document());
      pruning |= made.isOfPruning();
      next = entry.index() + 1;
      lastLeafHash = IndexFolder.leafHash(entry);
      commitDue = true;
    }
    return pruning;
  }

  /**
   * Takes out what the log does not have any more, also from the files in a while. Searches go on
   * meanwhile.
   *
   * @param kept of a log whose first kept entry was added
   */
  void forget(Kept kept) throws IOException {
    refresh();
    if (gone(kept) > 0) {
      gapsBelow = Math.max(gapsBelow, kept.boundary());
      commitDue = true;
      writer.deleteDocuments(new NotKept(kept));
      refresh();
    }
    if (writer.hasDeletions()) {
      // Also what an earlier one was cut off in.
      writer.forceMergeDeletes(false);
    }
  }

  private int gone(Kept kept) throws IOException {
    OrderedSearcher searcher = acquire();
    try {
      return searcher.count(new NotKept(kept));
    } finally {
      release(searcher);
    }
  }

  /** Makes durable what was added and taken out, together with how far that is. */
  void commit() throws IOException {
    if (commitDue) {
      new CommitNote(next, gapsBelow, lastLeafHash).put(writer);
      commitDue = false;
    }
    // Also without a new entry: files that merges made free go with the next commit.
    if (next > 0 && writer.hasUncommittedChanges()) {
      writer.commit();
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
