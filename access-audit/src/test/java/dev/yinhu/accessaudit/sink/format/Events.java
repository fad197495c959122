package dev.yinhu.accessaudit.sink.format;

import dev.yinhu.accessaudit.EntryReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Events to write: those of the golden entries, and some that are rarer. */
public final class Events {
  private static final Instant COMMITTED = Instant.parse("2026-06-01T04:00:02.5Z");
  private static final List<String> RARE =
      List.of(
          """
          {"time":"2026-06-01T04:00:00Z","request":"r-20","operation":"mask","caller":"c","purpose":"p","register":1,"items":[{"field":"shop.users.phone","outcome":"masked","detail":"canary","count":1,"subjects":[]}]}\
          """,
          """
          {"time":"2026-06-01T04:00:00Z","request":"r-21","operation":"search","caller":"c","register":1,"items":[{"field":"?","outcome":"not-permitted","detail":"unknown-field","count":3,"subjects":[]}]}\
          """,
          """
          {"time":"2026-06-01T04:00:00Z","request":"r-22","operation":"rewrap","caller":"c","register":1,"items":[]}\
          """,
          """
          {"time":"2026-06-01T04:00:00Z","request":"r-23","actor":"admin","action":"caller-revoke","phase":"failed","details":{"caller":"a|b=c\\\\d]\\"e\\r\\nf"}}\
          """,
          """
          {"time":"2026-06-01T04:00:00Z","request":"r-24","future":"kind"}\
          """);

  private Events() {}

  /** The event of a leaf at an index. */
  public static LogEvent event(long index, String leaf) {
    byte[] bytes = leaf.getBytes(StandardCharsets.UTF_8);
    return new LogEvent(
        "yinhu.local/audit", index, leaf, leafHash(bytes), COMMITTED, EntryReader.read(bytes));
  }

  /** All of them, at the indexes from 0. */
  static List<LogEvent> all() {
    List<String> leaves = new ArrayList<>(lines("/dev/yinhu/accessaudit/entries.jsonl"));
    leaves.addAll(RARE);
    List<LogEvent> events = new ArrayList<>();
    leaves.forEach(leaf -> events.add(event(events.size(), leaf)));
    return events;
  }

  /** The lines of a resource. */
  static List<String> lines(String resource) {
    try (InputStream in = Events.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** RFC 6962: SHA-256 of a zero byte and the leaf. */
  private static String leafHash(byte[] leaf) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update((byte) 0);
      return Base64.getEncoder().encodeToString(sha.digest(leaf));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
