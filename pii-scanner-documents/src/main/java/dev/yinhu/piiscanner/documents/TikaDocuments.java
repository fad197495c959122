package dev.yinhu.piiscanner.documents;

import dev.yinhu.piiscanner.source.DocumentReader;
import dev.yinhu.piiscanner.source.Happening.Wrong;
import dev.yinhu.piiscanner.source.OpenedText;
import dev.yinhu.piiscanner.source.Passage;
import dev.yinhu.piiscanner.source.UnreadDocumentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.fork.ForkParser;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.epub.EpubParser;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.apache.tika.parser.odf.OpenDocumentParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.sax.BodyContentHandler;
import org.xml.sax.SAXException;

/**
 * Reads PDF, Word, Excel, PowerPoint, Outlook, OpenDocument, RTF and EPUB, with what is embedded in
 * them. Parsers run in a process beside this one, which is started with the first document, takes
 * one after the other, ends with this one, and is ended and started anew when a document takes too
 * long or too much memory. Safe for use by many threads, which wait for each other.
 */
public final class TikaDocuments implements DocumentReader {
  /** A document that takes longer is given up. */
  static final Duration LONGEST = Duration.ofSeconds(60);

  /** Characters of text that are taken of one document. */
  static final int MOST_CHARACTERS = 1 << 24;

  private static final String MEMORY = "-Xmx512m";
  private static final int PULSE_MILLIS = 200;

  private final ForkParser parser;
  private final Scratch scratch = Scratch.create();
  private final Duration longest;
  private final int mostCharacters;

  /** With the usual bounds: 60 seconds, 512 MiB and 16 Mi characters. */
  public TikaDocuments() {
    this(LONGEST, MOST_CHARACTERS);
  }

  TikaDocuments(Duration longest, int mostCharacters) {
    this.longest = longest;
    this.mostCharacters = mostCharacters;
    this.parser =
        new ForkParser(
            TikaDocuments.class.getClassLoader(),
            new AutoDetectParser(
                new PDFParser(),
                new OOXMLParser(),
                new OfficeParser(),
                new OpenDocumentParser(),
                new RTFParser(),
                new EpubParser()));
    parser.setPoolSize(1);
    parser.setServerPulseMillis(PULSE_MILLIS);
    parser.setServerParseTimeoutMillis(longest.toMillis());
    parser.setJavaCommand(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            MEMORY,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            "-Djava.io.tmpdir=" + scratch.directory(),
            // Logs of parsers may quote what they read.
            "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
            "-Dslf4j.internal.verbosity=ERROR",
            "-Dlog4j2.StatusLogger.level=OFF",
            "-Dorg.apache.logging.log4j.simplelog.level=OFF"));
  }

  /** All that the scanner takes for a document; what none of the parsers knows gives no text. */
  @Override
  public boolean reads(String name) {
    return true;
  }

  @Override
  public synchronized void read(String name, InputStream in, Passage.Sink sink) throws IOException {
    var text = new BoundedText(mostCharacters);
    var metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
    long start = System.nanoTime();
    try {
      parser.parse(in, new BodyContentHandler(text), metadata, new ParseContext());
    } catch (EncryptedDocumentException _) {
      throw UnreadDocumentException.encrypted();
    } catch (TikaException | SAXException | IOException e) {
      scratch.empty();
      give(text, sink);
      throw unread(e, Duration.ofNanos(System.nanoTime() - start));
    }
    give(text, sink);
    if (text.cut()) {
      throw UnreadDocumentException.of(
          Wrong.BOMB, "more than " + mostCharacters + " characters come out");
    }
  }

  private static void give(BoundedText text, Passage.Sink sink) throws IOException {
    OpenedText.passages(new StringReader(text.text()), sink);
  }

  private UnreadDocumentException unread(Exception failure, Duration took) {
    return took.compareTo(longest) >= 0
        ? UnreadDocumentException.of(
            Wrong.UNREADABLE, "it takes longer than " + longest.toSeconds() + " s")
        : UnreadDocumentException.of(Wrong.DAMAGED, failure.getClass().getSimpleName());
  }
}
