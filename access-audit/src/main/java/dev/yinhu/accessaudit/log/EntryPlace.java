package dev.yinhu.accessaudit.log;

/**
 * Where the bytes of an entry lie in the database, so that they can be read without the rest of
 * their batch: PostgreSQL cuts them out of the stored value. A place never changes.
 *
 * @param index the entry's index
 * @param position which entry of its batch it is, from 0
 * @param offset where its bytes begin within the batch's entries
 * @param length how many bytes it has
 */
public record EntryPlace(long index, int position, int offset, int length) {
  public EntryPlace {
    if (position < 0 || position > index || offset < 0 || length < 0) {
      throw new IllegalArgumentException("no entry can lie there");
    }
  }

  /** Index of the first entry of its batch. */
  long batch() {
    return index - position;
  }
}
