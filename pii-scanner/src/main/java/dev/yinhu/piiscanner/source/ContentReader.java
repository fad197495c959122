package dev.yinhu.piiscanner.source;

import dev.yinhu.piiscanner.source.Happening.WasRead;
import dev.yinhu.piiscanner.source.Happening.WasSkipped;
import dev.yinhu.piiscanner.source.Happening.WentWrong;
import dev.yinhu.piiscanner.source.Happening.Why;
import dev.yinhu.piiscanner.source.Happening.Wrong;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/** Reads the bytes of one file, whatever they are, and of what is packed in it. For one file. */
final class ContentReader {
  private static final int HEAD = 1 << 16;
  private static final Pattern PACKED = Pattern.compile("(?i)\\.gz$");

  private static final String UTF_8 = "UTF-8";

  private final Budget budget;
  private final List<DocumentReader> documents;
  private final Watcher watcher;

  ContentReader(Bounds bounds, List<DocumentReader> documents, Watcher watcher) {
    this.budget = new Budget(bounds, watcher::advanced);
    this.documents = documents;
    this.watcher = watcher;
  }

  /** Reads to the end. */
  void read(String source, InputStream file) {
    content(source, source, budget.file(file), 0);
  }

  /**
   * Reads what a stream holds.
   *
   * @param name the source without what only says how it was packed
   * @param depth how many times it was packed
   */
  private void content(String source, String name, InputStream stream, int depth) {
    var in = new UntilBroken(stream);
    Wrong otherwise = depth == 0 ? Wrong.UNREADABLE : Wrong.DAMAGED;
    try {
      byte[] head = in.readNBytes(HEAD);
      var whole = new SequenceInputStream(new ByteArrayInputStream(head), in);
      switch (Kind.of(name, head)) {
        case GZIP -> gzip(source, name, whole, depth);
        case ZIP -> zip(source, whole, depth);
        case TAR -> archive(source, new TarArchiveInputStream(whole, UTF_8), depth);
        case MAIL -> mail(source, whole, depth);
        case DOCUMENT -> document(source, name, whole, in);
        case COMPRESSED -> skip(source, Why.COMPRESSION);
        case BINARY -> skip(source, Why.BINARY);
        case TEXT -> text(source, name, head, whole, in);
      }
    } catch (IOException e) {
      tell(source, e, Wrong.DAMAGED);
    }
    in.failure().ifPresent(failure -> tell(source, failure, otherwise));
  }

  private void skip(String source, Why why) {
    watcher.happened(new WasSkipped(source, why));
  }

  private void tell(String source, IOException failure, Wrong otherwise) {
    switch (failure) {
      case ExceededException exceeded -> {
        if (budget.isFirst(exceeded)) {
          watcher.happened(new WentWrong(source, Wrong.BOMB, exceeded.why()));
        }
      }
      case EOFException _ -> watcher.happened(new WentWrong(source, Wrong.TRUNCATED, ""));
      case ZipException _ -> watcher.happened(new WentWrong(source, Wrong.DAMAGED, ""));
      default -> watcher.happened(new WentWrong(source, otherwise, ""));
    }
  }

  private boolean tooDeep(String source, int depth) {
    if (depth < budget.bounds().depth()) {
      return false;
    }
    watcher.happened(new WentWrong(source, Wrong.TOO_DEEP, ""));
    return true;
  }

  private void gzip(String source, String name, InputStream whole, int depth) throws IOException {
    if (!tooDeep(source, depth)) {
      var plain =
          budget.decompressed(
              GzipCompressorInputStream.builder()
                  .setInputStream(whole)
                  .setDecompressConcatenated(true)
                  .get());
      content(source, PACKED.matcher(name).replaceFirst(""), plain, depth + 1);
    }
  }

  /** The library takes an archive that stops between two entries for a whole one. */
  private void zip(String source, InputStream whole, int depth) throws IOException {
    var watched = new ZipEnd(whole);
    archive(source, new ZipArchiveInputStream(watched, UTF_8, true, true), depth);
    if (depth < budget.bounds().depth() && !watched.wasSeen()) {
      throw new EOFException();
    }
  }

  private void archive(String source, ArchiveInputStream<? extends ArchiveEntry> archive, int depth)
      throws IOException {
    if (tooDeep(source, depth)) {
      return;
    }
    for (@Nullable ArchiveEntry entry = next(archive); entry != null; entry = next(archive)) {
      budget.entry();
      if (!entry.isDirectory()) {
        entry(source + "!/" + EntryName.shown(entry.getName()), archive, entry, depth);
      }
    }
  }

  /** The library lets some of its own failures through on damaged archives. */
  private static @Nullable ArchiveEntry next(ArchiveInputStream<? extends ArchiveEntry> archive)
      throws IOException {
    try {
      return archive.getNextEntry();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ZipException(e.getClass().getSimpleName());
    }
  }

  private void entry(
      String source,
      ArchiveInputStream<? extends ArchiveEntry> archive,
      ArchiveEntry entry,
      int depth)
      throws IOException {
    if (EntryName.isUnsafe(entry.getName())) {
      watcher.happened(new WentWrong(source, Wrong.UNSAFE_NAME, ""));
    }
    if (archive instanceof ZipArchiveInputStream zip && !zip.canReadEntryData(entry)) {
      skip(source, Why.ENCRYPTED);
      return;
    }
    if (entry instanceof TarArchiveEntry tar && isNoFile(tar)) {
      skip(source, isLink(tar) ? Why.LINK : Why.SPECIAL);
      return;
    }
    InputStream bytes = budget.decompressed(archive);
    content(source, source, bytes, depth + 1);
    budget.check();
    bytes.transferTo(OutputStream.nullOutputStream()); // What was left out counts as well.
  }

  private static boolean isNoFile(TarArchiveEntry entry) {
    return isLink(entry) || entry.isFIFO() || entry.isBlockDevice() || entry.isCharacterDevice();
  }

  private static boolean isLink(TarArchiveEntry entry) {
    return entry.isSymbolicLink() || entry.isLink();
  }

  private void mail(String source, InputStream whole, int depth) throws IOException {
    if (!tooDeep(source, depth)) {
      MailReading.Files files = (part, name, bytes) -> content(part, name, bytes, depth + 1);
      new MailReading(source, watcher, budget, files).read(whole);
    }
  }

  private void document(String source, String name, InputStream whole, UntilBroken counted)
      throws IOException {
    String lower = name.toLowerCase(Locale.ROOT);
    Optional<DocumentReader> reader =
        documents.stream().filter(one -> one.reads(lower)).findFirst();
    if (reader.isPresent()) {
      try {
        reader.get().read(name, whole, passage -> watcher.passage(source, passage));
        watcher.happened(new WasRead(source, Form.TEXT, "document", counted.bytes(), 0));
      } catch (UnreadDocumentException e) {
        watcher.happened(e.happening(source));
      }
    } else {
      skip(source, Why.DOCUMENT);
    }
  }

  private void text(String source, String name, byte[] head, InputStream whole, UntilBroken counted)
      throws IOException {
    Optional<TextCharset.Known> known = TextCharset.byStart(head);
    whole.skipNBytes(known.map(TextCharset.Known::markLength).orElse(0));
    var decoded =
        known
            .map(sure -> new DecodedText(whole, sure.charset()))
            .orElseGet(() -> new DecodedText(whole));
    Form form = new FormReading(source, watcher).read(name, decoded);
    watcher.happened(
        new WasRead(source, form, decoded.charset().name(), counted.bytes(), decoded.malformed()));
  }
}
