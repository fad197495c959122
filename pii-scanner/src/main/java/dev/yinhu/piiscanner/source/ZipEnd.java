package dev.yinhu.piiscanner.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Passes the bytes of a zip archive on and looks out for the record that ends it (APPNOTE.TXT
 * 4.3.16: PK 5 6, 22 bytes, and a comment of at most 65,535). For one archive, one thread.
 */
final class ZipEnd extends FilterInputStream {
  private static final int SIGNATURE = 0x504b0506;
  private static final int RECORD = 22;
  private static final int LONGEST_COMMENT = 65_535;
  private static final int SIGNATURE_BYTES = 4;

  private int last;
  private long passed;
  private long began = -1;

  ZipEnd(InputStream bytes) {
    super(bytes);
  }

  /** Whether the archive ends with the record; what was not asked for yet is read to its end. */
  boolean wasSeen() throws IOException {
    transferTo(OutputStream.nullOutputStream());
    long tail = passed - began;
    return began >= 0 && tail >= RECORD && tail <= RECORD + LONGEST_COMMENT;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    if (one >= 0) {
      pass((byte) one);
    }
    return one;
  }

  @Override
  public int read(byte[] into, int from, int most) throws IOException {
    int count = super.read(into, from, most);
    for (int i = 0; i < count; i++) {
      pass(into[from + i]);
    }
    return count;
  }

  /** Reads what it skips, so that nothing goes by unseen. */
  @Override
  public long skip(long count) throws IOException {
    long skipped = 0;
    while (skipped < count && read() >= 0) {
      skipped++;
    }
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void pass(byte one) {
    last = last << Byte.SIZE | (one & 0xff);
    passed++;
    if (last == SIGNATURE) {
      began = passed - SIGNATURE_BYTES;
    }
  }
}
