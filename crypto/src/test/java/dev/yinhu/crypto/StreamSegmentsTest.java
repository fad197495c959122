package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import dev.yinhu.crypto.stream.StreamOpener;
import dev.yinhu.crypto.stream.StreamOpener.Next;
import dev.yinhu.crypto.stream.StreamSuite;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Segments of one stream: where it may not be cut, and in which order only it opens. */
class StreamSegmentsTest {
  private static final int SEGMENT = StreamSuite.SEGMENT_BYTES;
  private static final byte[] KEY = new byte[StreamSuite.KEY_BYTES];
  private static final byte[] BOUND = {9};

  private static byte[] plain(int length) {
    byte[] plain = new byte[length];
    new Random(length).nextBytes(plain);
    return plain;
  }

  private static byte[] seal(StreamSuite suite, byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    suite.sealer(KEY, BOUND).transfer(new ByteArrayInputStream(plain), out);
    return out.toByteArray();
  }

  private static Next end(StreamSuite suite, byte[] sealed) throws IOException {
    try (StreamOpener opener = suite.opener(KEY, BOUND, new ByteArrayInputStream(sealed))) {
      Next next = opener.next();
      while (next == Next.OPENED && !opener.isAtEnd()) {
        next = opener.next();
      }
      return next;
    }
  }

  private static byte[] joined(List<byte[]> parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    parts.forEach(out::writeBytes);
    return out.toByteArray();
  }

  private static List<byte[]> segments(byte[] sealed) {
    List<byte[]> segments = new ArrayList<>();
    for (int at = 0; at < sealed.length; at += SEGMENT) {
      segments.add(Arrays.copyOfRange(sealed, at, Math.min(sealed.length, at + SEGMENT)));
    }
    return segments;
  }

  @ParameterizedTest
  @EnumSource
  void aCutAtOrBesideAnyBoundaryIsNoticed(StreamSuite suite) throws IOException {
    byte[] sealed = seal(suite, plain(4 * SEGMENT + 5));
    assertThat(end(suite, sealed)).isEqualTo(Next.OPENED);
    for (int boundary = SEGMENT; boundary < sealed.length; boundary += SEGMENT) {
      assertThat(end(suite, Arrays.copyOf(sealed, boundary))).isEqualTo(Next.TRUNCATED);
      assertThat(end(suite, Arrays.copyOf(sealed, boundary - 1))).isNotEqualTo(Next.OPENED);
      assertThat(end(suite, Arrays.copyOf(sealed, boundary + 1))).isNotEqualTo(Next.OPENED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void segmentsSwappedDoubledOrLeftOutDoNotOpen(StreamSuite suite) throws IOException {
    List<byte[]> segments = segments(seal(suite, plain(5 * SEGMENT - 200)));
    for (int i = 1; i < segments.size(); i++) {
      List<byte[]> doubled = new ArrayList<>(segments);
      doubled.add(i, segments.get(i));
      assertThat(end(suite, joined(doubled))).as("doubled %d", i).isEqualTo(Next.NOT_AUTHENTIC);
      List<byte[]> without = new ArrayList<>(segments);
      without.remove(i);
      assertThat(end(suite, joined(without))).as("without %d", i).isNotEqualTo(Next.OPENED);
      for (int j = 1; j < i; j++) {
        List<byte[]> swapped = new ArrayList<>(segments);
        Collections.swap(swapped, i, j);
        assertThat(end(suite, joined(swapped))).as("%d for %d", i, j).isNotEqualTo(Next.OPENED);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSegmentOfAnotherFileUnderTheSameKeyDoesNotOpen(StreamSuite suite) throws IOException {
    List<byte[]> one = segments(seal(suite, plain(3 * SEGMENT)));
    List<byte[]> other = segments(seal(suite, plain(3 * SEGMENT)));
    one.set(1, other.get(1));
    assertThat(end(suite, joined(one))).isEqualTo(Next.NOT_AUTHENTIC);
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatFillsItsSegmentsHasNoEmptyOneBehind(StreamSuite suite) throws IOException {
    int header = seal(suite, new byte[0]).length - 16;
    int first = SEGMENT - 16 - header;
    assertThat(seal(suite, plain(first))).hasSize(SEGMENT);
    assertThat(seal(suite, plain(first + 1))).hasSize(SEGMENT + 17);
    assertThat(seal(suite, plain(first + SEGMENT - 16))).hasSize(2 * SEGMENT);
  }

  @Test
  void tinkItselfReadsWhatWeSealWithAesAndWeReadWhatItSeals() throws Exception {
    AesGcmHkdfStreaming tink = new AesGcmHkdfStreaming(KEY, "HmacSha256", 32, SEGMENT, 0);
    for (int length : new int[] {0, 1, SEGMENT - 56, SEGMENT, 3 * SEGMENT + 7}) {
      byte[] plain = plain(length);
      byte[] ours = seal(StreamSuite.AES256_GCM_HKDF, plain);
      try (var in = tink.newDecryptingStream(new ByteArrayInputStream(ours), BOUND)) {
        assertThat(in.readAllBytes()).isEqualTo(plain);
      }
      ByteArrayOutputStream theirs = new ByteArrayOutputStream();
      try (var out = tink.newEncryptingStream(theirs, BOUND)) {
        out.write(plain);
      }
      assertThat(end(StreamSuite.AES256_GCM_HKDF, theirs.toByteArray())).isEqualTo(Next.OPENED);
    }
  }
}
