package dev.yinhu.service.api;

import dev.yinhu.breachresponse.tell.PersonList;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Lists of persons in newline-delimited JSON: an object a line, each line ended by a line feed. No
 * state.
 */
public final class PersonLines {
  private static final int PIECE = 1 << 16;

  private PersonLines() {}

  /** Writes all of them; does not close. */
  public static void write(PersonList list, OutputStream to) throws IOException {
    OutputStream pieces = new BufferedOutputStream(to, PIECE);
    list.forEach(
        person -> pieces.write((BreachJson.tree(person) + "\n").getBytes(StandardCharsets.UTF_8)));
    pieces.flush();
  }
}
