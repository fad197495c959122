package dev.yinhu.piiscanner.source;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads documents that are no text, such as PDF and Word. Found by {@link java.util.ServiceLoader};
 * this module brings none. Safe for use by many threads.
 */
public interface DocumentReader {
  /**
   * Whether it reads such documents.
   *
   * @param name of the file, in lower case
   */
  boolean reads(String name);

  /**
   * Gives the texts of a document.
   *
   * @param name of the file
   * @param in its bytes; stays open
   * @throws IOException when it cannot be read; the message tells nothing of what it holds
   */
  void read(String name, InputStream in, Passage.Sink sink) throws IOException;
}
