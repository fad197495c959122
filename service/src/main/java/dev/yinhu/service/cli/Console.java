package dev.yinhu.service.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a command writes: results to standard output, everything else to standard error.
 * Thread-safe as far as its streams are.
 *
 * @param terminal whether somebody watches standard error
 */
public record Console(PrintStream out, PrintStream err, boolean terminal) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();

  /** The streams of the process, in UTF-8 whatever the locale. */
  public static Console ofProcess() {
    return new Console(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        isWatched());
  }

  /** Java cannot ask about standard error alone; the launcher can, and says so. */
  private static boolean isWatched() {
    var told = System.getProperty("yinhu.terminal");
    return told == null
        ? Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent()
        : told.equals("true");
  }

  /** One line of result. */
  void line(String text) {
    out.println(text);
  }

  /** One record as one line of JSON. */
  void json(Object value) {
    try {
      out.println(JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + value.getClass().getName(), e);
    }
  }

  /** What somebody who waits likes to know; silent when nobody watches. */
  public void progress(String text) {
    if (terminal) {
      err.println(text);
    }
  }

  /** What belongs into a log of the command, watched or not. */
  void note(String text) {
    err.println(text);
  }

  /** One line that says what is wrong. */
  void complain(String text) {
    err.println("yinhu: " + text);
  }
}
