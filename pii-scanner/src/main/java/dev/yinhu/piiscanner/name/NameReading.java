package dev.yinhu.piiscanner.name;

import dev.yinhu.piiscanner.context.Layout;
import dev.yinhu.piiscanner.detect.Candidate;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The names of one run of ideographs after another: one thread, one text. */
final class NameReading {
  /** Points at which a reading is told: about the odds that a name in running text needs. */
  static final int THRESHOLD = 48;

  private static final int WHOLE_RUN = 15;
  private static final int LISTED = 50;

  /** What a surer name beside it is worth: 许佩和王森睿. */
  private static final int JOINED = 22;

  /** What a public figure's name loses at most: told behind a label, not in running text. */
  private static final int OF_A_PERSON = -40;

  private static final int HOPELESS = -130;
  private static final int LONGEST = 4;

  private final NameCosts costs;
  private final NameCues cues;
  private final NameEndings endings;
  private final char[] chars;
  private final int length;
  private final int hint;
  private final NameLattice lattice;
  private @Nullable Layout<Integer> layout;
  private int size;
  private int lastEnd = -2;
  private int lastContext;
  private int[] starts = new int[8];
  private int[] ends = new int[8];
  private int[] gains = new int[8];
  private int[] contexts = new int[8];

  NameReading(
      NameCosts costs, NameCues cues, NameEndings endings, char[] chars, int length, int hint) {
    this.costs = costs;
    this.cues = cues;
    this.endings = endings;
    this.chars = chars;
    this.length = length;
    this.hint = hint;
    lattice = new NameLattice(costs);
  }

  /** Reads a run; what was read before is forgotten. */
  void read(int start, int end) {
    size = 0;
    int first = start;
    while (first < end - 1 && !costs.beginsName(chars[first])) {
      first++;
    }
    if (first >= end - 1) {
      return;
    }
    lattice.load(chars, start, end);
    for (int at = first; at < end - 1; at++) {
      if (costs.beginsName(chars[at])) {
        readAt(at, start, end);
      }
    }
    settle();
  }

  private void readAt(int at, int runStart, int runEnd) {
    int before = Integer.MIN_VALUE;
    for (int size = 2; size <= LONGEST && at + size <= runEnd; size++) {
      int gain = gain(at, at + size);
      if (gain < HOPELESS || endings.isTitle(chars, at + 1, at + size)) {
        continue;
      }
      if (before == Integer.MIN_VALUE) {
        before = before(at, runStart);
      }
      int touching = endings.touching(chars, length, at + size);
      int context =
          before
              + touching
              + NameEndings.likePlace(chars[at + size - 1])
              + endings.likeOrganisation(chars, at, at + size)
              + Nearby.quoted(chars, length, at, at + size)
              + (at == runStart && at + size == runEnd ? WHOLE_RUN : 0);
      if (gain + context >= THRESHOLD - JOINED - Nearby.MOST) {
        context += endings.further(chars, length, at + size, touching);
      }
      if (gain + context >= THRESHOLD - JOINED) {
        add(at, at + size, gain, context);
      }
    }
  }

  private int gain(int start, int end) {
    int gain = lattice.gain(start, end);
    return gain < OF_A_PERSON && costs.isOfAPerson(chars, start, end) ? OF_A_PERSON : gain;
  }

  /** Points of what stands before; a label wins over the head of the column, that over the hint. */
  int before(int at, int runStart) {
    int before = cues.before(chars, at);
    if (at == runStart && before == NameCues.BOUNDARY) {
      int named = named(at);
      before = named != 0 ? named : hint != 0 ? hint : before;
    }
    return before + Nearby.numberBefore(chars, at) + listed(at);
  }

  /** What these characters gain as a name against their reading as words, in no context. */
  int gainAlone(char[] name) {
    lattice.load(name, 0, name.length);
    boolean person = costs.isOfAPerson(name, 0, name.length);
    return Math.max(lattice.gain(0, name.length), person ? LISTED : Integer.MIN_VALUE);
  }

  /** Points of what stands behind a name that ends here. */
  int behind(int end) {
    int touching = endings.touching(chars, length, end);
    return touching + endings.further(chars, length, end, touching);
  }

  /** Whether these characters are a title. */
  boolean isTitle(int start, int end) {
    return endings.isTitle(chars, start, end);
  }

  /** Points of the column that a place stands in; keys right before it are the cues' affair. */
  private int named(int at) {
    if (at == 0) {
      return 0;
    }
    Layout<Integer> names = layout;
    if (names == null) {
      names = new Layout<>(chars, length, cues::ofKey);
      layout = names;
    }
    names.goTo(at);
    Integer column = names.isNamedByKey() ? null : names.nearest();
    return column == null ? 0 : column;
  }

  /** Points for a place in a list behind another name: 张三、李四. */
  private int listed(int at) {
    boolean next = at >= 2 && lastEnd == at - 1 && Marks.isListing(chars[at - 1]);
    return next ? Math.min(lastContext, LISTED) : 0;
  }

  private void add(int start, int end, int gain, int context) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
      gains = Arrays.copyOf(gains, size * 2);
      contexts = Arrays.copyOf(contexts, size * 2);
    }
    starts[size] = start;
    ends[size] = end;
    gains[size] = gain;
    contexts[size] = context;
    size++;
  }

  /** Of readings that overlap only the one with the most points stays. */
  private void settle() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      boolean weaker = false;
      while (kept > 0 && starts[i] < ends[kept - 1]) {
        if (points(i) > points(kept - 1)) {
          kept--;
        } else {
          weaker = true;
          break;
        }
      }
      if (!weaker) {
        starts[kept] = starts[i];
        ends[kept] = ends[i];
        gains[kept] = gains[i];
        contexts[kept] = contexts[i];
        kept++;
      }
    }
    size = kept;
  }

  private int points(int i) {
    return gains[i] + contexts[i];
  }

  private boolean isSure(int i) {
    return points(i) >= THRESHOLD;
  }

  /** Whether only a joining character parts this reading from a sure one. */
  private boolean isJoined(int i) {
    boolean behind = i > 0 && isSure(i - 1) && isPair(i - 1);
    return behind || (i + 1 < size && isSure(i + 1) && isPair(i));
  }

  private boolean isPair(int i) {
    return starts[i + 1] == ends[i] + 1 && Marks.isListing(chars[ends[i]]);
  }

  /**
   * Tells the names of the run.
   *
   * @param dotted where a name with a dot begins that the run ends with: what reaches into it is
   *     none; negative or the end of the run when there is no such name
   */
  void tell(int dotted, Consumer<Candidate> found) {
    for (int i = 0; i < size; i++) {
      if (isSure(i) ? dotted < 0 || ends[i] <= dotted : isJoined(i)) {
        int context = contexts[i] + (isSure(i) ? 0 : JOINED);
        found.accept(NameDetector.candidate(starts[i], ends[i], gains[i], context));
        lastEnd = ends[i];
        lastContext = contexts[i];
      }
    }
  }
}
