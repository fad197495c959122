package dev.yinhu.piiscanner.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Counts what comes out of one file against what went in. For one thread. */
final class Budget {
  private final Bounds bounds;
  private final LongConsumer advanced;
  private long read;
  private long expanded;
  private long entries;
  private @Nullable ExceededException exceeded;

  Budget(Bounds bounds, LongConsumer advanced) {
    this.bounds = bounds;
    this.advanced = advanced;
  }

  /** Whether a failure is the first of its kind; the others follow from it. */
  boolean isFirst(ExceededException failure) {
    return exceeded == failure;
  }

  /** Fails once more when something has grown beyond the bounds. */
  void check() throws ExceededException {
    if (exceeded != null) {
      throw new ExceededException(exceeded.why());
    }
  }

  private ExceededException exceed(String why) {
    var now = new ExceededException(why);
    if (exceeded == null) {
      exceeded = now;
    }
    return now;
  }

  /** Counts an entry of an archive. */
  void entry() throws ExceededException {
    entries++;
    if (entries > bounds.entries()) {
      throw exceed("more than " + bounds.entries() + " entries");
    }
  }

  Bounds bounds() {
    return bounds;
  }

  private void expanded(int more) throws ExceededException {
    expanded += more;
    if (expanded > bounds.expanded()) {
      throw exceed("more than " + bounds.expanded() + " bytes come out");
    }
    if (expanded > Bounds.RATIO_FROM && expanded / bounds.ratio() > read) {
      throw exceed("more than " + bounds.ratio() + " times its size comes out");
    }
  }

  /** The file itself. */
  InputStream file(InputStream in) {
    return new Counting(in) {
      @Override
      void counted(int more) {
        read += more;
        advanced.accept(more);
      }
    };
  }

  /** What comes out of it by decompression. */
  InputStream decompressed(InputStream in) {
    return new Counting(in) {
      @Override
      void counted(int more) throws IOException {
        expanded(more);
      }
    };
  }

  private abstract static class Counting extends FilterInputStream {
    Counting(InputStream in) {
      super(in);
    }

    abstract void counted(int more) throws IOException;

    @Override
    public int read() throws IOException {
      int read = super.read();
      if (read >= 0) {
        counted(1);
      }
      return read;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int read = super.read(buffer, from, length);
      if (read > 0) {
        counted(read);
      }
      return read;
    }
  }
}
