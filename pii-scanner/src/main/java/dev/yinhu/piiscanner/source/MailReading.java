package dev.yinhu.piiscanner.source;

import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.source.Happening.WasRead;
import dev.yinhu.piiscanner.source.Happening.WentWrong;
import dev.yinhu.piiscanner.source.Happening.Wrong;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;

/**
 * Reads one mail: the fields of its heads as the text of the mail, the first being line 1 and the
 * next line 2 whatever lines they were folded into, and each part as a file in it. For one thread.
 */
final class MailReading implements MailParts.Sink {
  private final String source;
  private final Watcher watcher;
  private final Budget budget;
  private final Files files;
  private long line;
  private long bytes;

  /** Reads a part as the file that it was. */
  interface Files {
    void read(String source, String name, InputStream bytes);
  }

  MailReading(String source, Watcher watcher, Budget budget, Files files) {
    this.source = source;
    this.watcher = watcher;
    this.budget = budget;
    this.files = files;
  }

  /** Reads to the end, or to where it breaks, which is told. */
  void read(InputStream mail) throws IOException {
    try {
      var parts = new MailParts(mail, this);
      parts.read();
      if (parts.truncated()) {
        watcher.happened(new WentWrong(source, Wrong.TRUNCATED, ""));
      }
    } catch (MailParts.TooDeepException _) {
      watcher.happened(new WentWrong(source, Wrong.TOO_DEEP, ""));
    } catch (MimeException e) { // Its message may quote the mail.
      watcher.happened(new WentWrong(source, Wrong.DAMAGED, e.getClass().getSimpleName()));
    }
    watcher.happened(new WasRead(source, Form.TEXT, "mail", bytes, 0));
  }

  @Override
  public void field(String text) {
    line++;
    bytes += text.getBytes(StandardCharsets.UTF_8).length;
    long here = line;
    Windows.of(
        text,
        Hints.NONE,
        (_, _, codePoint) -> new Place.InText(here, codePoint + 1L),
        passage -> watcher.passage(source, passage));
  }

  @Override
  public void part(int number, Optional<String> name, InputStream part) throws IOException {
    budget.entry();
    String itsSource =
        source + "!/" + number + name.map(file -> "/" + EntryName.shown(file)).orElse("");
    if (name.filter(EntryName::isUnsafe).isPresent()) {
      watcher.happened(new WentWrong(itsSource, Wrong.UNSAFE_NAME, ""));
    }
    files.read(itsSource, name.orElse(""), budget.decompressed(part));
    budget.check();
  }
}
