package dev.yinhu.piiscanner.source;

/** Takes what a source gives, in its order. For one thread. */
public interface Watcher {
  /** A text of a source, to be scanned before this returns. */
  void passage(String source, Passage passage);

  /** What happened to a file. */
  void happened(Happening happening);

  /** So many bytes more were read of the file itself, before decompression. */
  void advanced(long bytes);
}
