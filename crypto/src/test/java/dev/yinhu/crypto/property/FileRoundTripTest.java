package dev.yinhu.crypto.property;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.stream.StreamOpener;
import dev.yinhu.crypto.stream.StreamOpener.Next;
import dev.yinhu.crypto.stream.StreamSuite;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Streams of every length come back whole, and nothing that was done to one goes unnoticed. */
class FileRoundTripTest {
  private static final byte[] KEY = new byte[StreamSuite.KEY_BYTES];
  private static final byte[] BOUND = {1, 2, 3};
  private static final int SEGMENT = StreamSuite.SEGMENT_BYTES;

  @Provide
  Arbitrary<Integer> lengths() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(0, 300),
        Arbitraries.integers()
            .between(1, 3)
            .flatMap(
                n -> Arbitraries.integers().between(-100, 40).map(off -> n * (SEGMENT - 16) + off)),
        Arbitraries.integers().between(0, 4 * SEGMENT));
  }

  private static byte[] plain(int length, long seed) {
    byte[] plain = new byte[length];
    new Random(seed).nextBytes(plain);
    return plain;
  }

  private static byte[] seal(StreamSuite suite, byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      suite.sealer(KEY, BOUND).transfer(new ByteArrayInputStream(plain), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** What came out, and how it ended. */
  private record Read(ByteArrayOutputStream out, Next end) {
    byte[] given() {
      return out.toByteArray();
    }
  }

  private static Read open(StreamSuite suite, byte[] bound, byte[] sealed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (StreamOpener opener = suite.opener(KEY, bound, new ByteArrayInputStream(sealed))) {
      Next next;
      do {
        next = opener.next();
        if (next == Next.OPENED) {
          opener.write(out);
        }
      } while (next == Next.OPENED && !opener.isAtEnd());
      return new Read(out, next);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Property(tries = 150)
  void whatWasSealedOpens(
      @ForAll StreamSuite suite, @ForAll("lengths") int length, @ForAll long seed) {
    byte[] plain = plain(length, seed);
    byte[] sealed = seal(suite, plain);
    Read read = open(suite, BOUND, sealed);
    assertThat(read.end()).isEqualTo(Next.OPENED);
    assertThat(read.given()).isEqualTo(plain);
    assertThat(open(suite, new byte[] {1, 2, 4}, sealed).end()).isEqualTo(Next.NOT_AUTHENTIC);
  }

  @Property(tries = 150)
  void aFlippedBitIsNoticedAndNothingOfItsSegmentComesOut(
      @ForAll StreamSuite suite,
      @ForAll("lengths") int length,
      @ForAll long seed,
      @ForAll long where) {
    byte[] plain = plain(length, seed);
    byte[] sealed = seal(suite, plain);
    int bit = (int) Long.remainderUnsigned(where, 8L * sealed.length);
    sealed[bit / 8] ^= (byte) (1 << bit % 8);
    Read read = open(suite, BOUND, sealed);
    assertThat(read.end()).isEqualTo(Next.NOT_AUTHENTIC);
    assertIsBeginning(read.given(), plain, bit / 8);
  }

  @Property(tries = 150)
  void aCutStreamIsNoticed(
      @ForAll StreamSuite suite,
      @ForAll("lengths") int length,
      @ForAll long seed,
      @ForAll long where) {
    byte[] plain = plain(length, seed);
    byte[] sealed = seal(suite, plain);
    int cut = (int) Long.remainderUnsigned(where, sealed.length);
    Read read = open(suite, BOUND, Arrays.copyOf(sealed, cut));
    assertThat(read.end()).isNotEqualTo(Next.OPENED);
    assertIsBeginning(read.given(), plain, cut);
  }

  @Property(tries = 50)
  void aLongerStreamIsNoticed(
      @ForAll StreamSuite suite, @ForAll("lengths") int length, @ForAll long seed) {
    byte[] sealed = seal(suite, plain(length, seed));
    byte[] longer = Arrays.copyOf(sealed, sealed.length + 1 + (int) (seed & 0xFFFF));
    assertThat(open(suite, BOUND, longer).end()).isEqualTo(Next.NOT_AUTHENTIC);
  }

  private static void assertIsBeginning(byte[] given, byte[] plain, int sealedBytes) {
    assertThat(given.length).isLessThanOrEqualTo(Math.min(plain.length, sealedBytes));
    assertThat(Arrays.equals(given, 0, given.length, plain, 0, given.length)).isTrue();
  }
}
