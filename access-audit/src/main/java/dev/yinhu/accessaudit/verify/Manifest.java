package dev.yinhu.accessaudit.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an export says of itself (docs/formats.md, "Export of the access log"). Signed by nobody: it
 * says what should be there, never what is true.
 *
 * @param kind what was exported
 * @param scope the entries whose bundles are in it
 * @param files every file but the manifest and its hash
 */
public record Manifest(Kind kind, IndexRange scope, List<Entry> files) {
  /** Name of the manifest in an export. */
  public static final String NAME = "manifest.json";

  /** Name of the file with the manifest's hash, as {@code sha256sum} writes it. */
  public static final String HASH_NAME = "manifest.sha256";

  /** The first member's value. */
  public static final String FORMAT = "yinhu-audit-export@1";

  /** What an export holds. */
  public enum Kind {
    WHOLE,
    RANGE,
    SUBJECT;

    /** As it stands in the file. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * A file of the export.
   *
   * @param name below the export's directory
   * @param bytes its length
   * @param sha256 in lower-case hexadecimal
   */
  public record Entry(String name, long bytes, String sha256) {}

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(4).build())
          .build();

  /** Copies the list. */
  public Manifest {
    files = List.copyOf(files);
  }

  /**
   * Reads a manifest; members that this version does not know are passed over.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Manifest parse(byte[] bytes) {
    try (JsonParser json = FACTORY.createParser(bytes)) {
      return new Reading(json).manifest();
    } catch (IOException e) {
      throw new IllegalArgumentException("the manifest is not JSON as expected", e);
    }
  }

  private static final class Reading {
    private final JsonParser json;
    private final List<Entry> files = new ArrayList<>();
    private String format = "";
    private String kind = "";
    private long from = -1;
    private long to = -1;

    Reading(JsonParser json) {
      this.json = json;
    }

    Manifest manifest() throws IOException {
      expect(json.nextToken() == JsonToken.START_OBJECT);
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        member(name, json.nextToken());
      }
      expect(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null);
      expect(format.equals(FORMAT));
      for (Kind each : Kind.values()) {
        if (each.word().equals(kind)) {
          return new Manifest(each, new IndexRange(from, to), files);
        }
      }
      throw new IllegalArgumentException("the manifest names no kind of export");
    }

    private void member(String name, JsonToken token) throws IOException {
      switch (name) {
        case "format" -> format = json.getText();
        case "kind" -> kind = json.getText();
        case "from" -> from = json.getLongValue();
        case "to" -> to = json.getLongValue();
        case "files" -> {
          expect(token == JsonToken.START_ARRAY);
          while (json.nextToken() == JsonToken.START_OBJECT) {
            files.add(file());
          }
          expect(json.currentToken() == JsonToken.END_ARRAY);
        }
        default -> json.skipChildren();
      }
    }

    private Entry file() throws IOException {
      String name = "";
      String sha256 = "";
      long bytes = -1;
      for (String member = json.nextFieldName(); member != null; member = json.nextFieldName()) {
        json.nextToken();
        switch (member) {
          case "name" -> name = json.getText();
          case "sha256" -> sha256 = json.getText();
          case "bytes" -> bytes = json.getLongValue();
          default -> json.skipChildren();
        }
      }
      expect(json.currentToken() == JsonToken.END_OBJECT && bytes >= 0);
      return new Entry(name, bytes, sha256);
    }

    private static void expect(boolean met) {
      if (!met) {
        throw new IllegalArgumentException("the manifest is not as expected");
      }
    }
  }
}
