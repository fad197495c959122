package dev.yinhu.breachresponse.compensation;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The same offer to some persons.
 *
 * @param persons references of the subject directory, 1 to 1,000, each once
 * @param each what each of them gets
 * @param until after it the offer is overdue
 */
public record OfferWish(List<String> persons, CompensationKind kind, Money each, Instant until) {
  /** The most persons at once. */
  public static final int MOST = 1000;

  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9_-]{22}");

  /** Checks, and copies. */
  public OfferWish {
    persons = List.copyOf(persons);
    if (persons.isEmpty()
        || persons.size() > MOST
        || persons.stream().distinct().count() != persons.size()) {
      throw new IllegalArgumentException("an offer goes to 1 to 1,000 persons, each once");
    }
    if (!persons.stream().allMatch(person -> REFERENCE.matcher(person).matches())) {
      throw new IllegalArgumentException("an offer goes to references of the subject directory");
    }
  }

  /** What all of them get. */
  long total() {
    return Math.multiplyExact(each.minor(), (long) persons.size());
  }
}
