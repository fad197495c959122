package dev.yinhu.piiscanner.report;

import dev.yinhu.piiscanner.Finding;
import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.source.Happening;
import dev.yinhu.piiscanner.source.Happening.WasRead;
import dev.yinhu.piiscanner.source.Happening.WasSkipped;
import dev.yinhu.piiscanner.source.Happening.WentWrong;
import dev.yinhu.piiscanner.source.Place;
import dev.yinhu.piiscanner.source.Search;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names of files, directories, entries of archives, keys and columns as they may be told: what the
 * search finds in a name is replaced by its type and the beginning of its fingerprint, {@code
 * 张伟.xlsx} by {@code ‹PERSON_NAME-3f2a9c1b›.xlsx}. Equal names stay equal under one key, others
 * stay apart. For one thread.
 */
public final class HiddenNames {
  /** Characters of the fingerprint: enough to tell the names of one tree apart. */
  private static final int LENGTH = 8;

  /** With fewer digits an ASCII name without an at sign holds nothing that is looked for. */
  private static final int FEW_DIGITS = 4;

  private static final int KEPT = 1024;

  /** Names stand alone: what looks like a person's is one. */
  private static final Hints OF_A_FILE = Hints.of("姓名");

  private static final Pattern JOINING = Pattern.compile("[-_+~.]");

  private final Search search;
  private final Samples samples;
  private final Map<String, String> known = new LinkedHashMap<>();

  /**
   * @param search what is looked for in names as well
   * @param samples for fingerprints
   */
  public HiddenNames(Search search, Samples samples) {
    this.search = search;
    this.samples = samples;
  }

  /** A path, name by name, so that what lies in a directory still begins with its name. */
  public String path(String path) {
    var shown = new StringBuilder(path.length());
    int from = 0;
    while (from < path.length()) {
      int slash = path.indexOf('/', from);
      int to = slash < 0 ? path.length() : slash;
      shown.append(name(path.substring(from, to), OF_A_FILE));
      if (slash >= 0) {
        shown.append('/');
      }
      from = to + 1;
    }
    return shown.toString();
  }

  /** A place without personal data in the names of its keys and columns. */
  Place place(Place place) {
    return switch (place) {
      case Place.InText _ -> place;
      case Place.InCell(long record, int column, String name, int offset) ->
          new Place.InCell(record, column, name(name, Hints.NONE), offset);
      case Place.InTree(String path, long line, int offset) ->
          new Place.InTree(name(path, Hints.NONE), line, offset);
    };
  }

  /** The same happening, its source as it may be told. */
  Happening happening(Happening happening) {
    String source = path(happening.source());
    return switch (happening) {
      case WasRead(_, var form, var charset, var bytes, var malformed) ->
          new WasRead(source, form, charset, bytes, malformed);
      case WasSkipped(_, var why) -> new WasSkipped(source, why);
      case WentWrong(_, var wrong, var detail) -> new WentWrong(source, wrong, detail);
    };
  }

  private String name(String name, Hints hints) {
    if (!mayTell(name)) {
      return name;
    }
    String before = known.get(name);
    if (before == null) {
      if (known.size() == KEPT) {
        known.clear();
      }
      before = hidden(name, hints);
      known.put(name, before);
    }
    return before;
  }

  private static boolean mayTell(String name) {
    int digits = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      digits += c >= '0' && c <= '9' ? 1 : 0;
      if (c == '@' || c > '~') {
        return true;
      }
    }
    return digits >= FEW_DIGITS;
  }

  /** What joins the words of a name is read as a blank as well: order_13812345678. */
  private String hidden(String name, Hints hints) {
    List<Finding> found = new ArrayList<>(search.findings(name, hints));
    found.addAll(search.findings(JOINING.matcher(name).replaceAll(" "), hints));
    found.sort(Comparator.comparingInt(Finding::start).thenComparingInt(Finding::end));
    var shown = new StringBuilder(name.length());
    int at = 0;
    int point = 0;
    for (Finding finding : found) {
      if (finding.start() >= point) {
        int start = name.offsetByCodePoints(at, finding.start() - point);
        int end = name.offsetByCodePoints(start, finding.end() - finding.start());
        shown.append(name, at, start).append(mark(finding, name.substring(start, end)));
        at = end;
        point = finding.end();
      } else if (finding.end() > point) {
        at = name.offsetByCodePoints(at, finding.end() - point);
        point = finding.end();
      }
    }
    return shown.append(name, at, name.length()).toString();
  }

  private String mark(Finding finding, String value) {
    String fingerprint = samples.of(finding.type(), value).fingerprint();
    return "‹" + finding.type().name() + "-" + fingerprint.substring(0, LENGTH) + "›";
  }
}
