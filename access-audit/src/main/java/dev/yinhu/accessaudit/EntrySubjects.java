package dev.yinhu.accessaudit;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which people an entry is about. The one definition of that: searches, rules and holds by {@code
 * ref:} and what is exported about a person go by it. Stateless.
 */
public final class EntrySubjects {
  /** As references are printed: base64url of 16 bytes, so the last character has two bits. */
  private static final Pattern REFERENCE =
      Pattern.compile("(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{21}[AQgw](?![A-Za-z0-9_-])");

  private EntrySubjects() {}

  /** Whether a text is a reference by its form. */
  public static boolean isReference(String text) {
    return REFERENCE.matcher(text).matches();
  }

  /**
   * The references of the people that the entry of a leaf is about: whose values were accessed,
   * about whom was asked, whom a change names in its details. Of an entry that this version cannot
   * read, whatever in it has the form of a reference: rather too many than too few.
   */
  public static Set<String> of(byte[] leaf) {
    try {
      return of(EntryReader.read(leaf), leaf);
    } catch (AuditException e) {
      return inText(new String(leaf, StandardCharsets.UTF_8));
    }
  }

  /** As {@link #of(byte[])}, of an entry that was read from the leaf. */
  public static Set<String> of(AuditEntry entry, byte[] leaf) {
    Set<String> subjects = new TreeSet<>();
    switch (entry) {
      case AuditEntry.Access access ->
          access.items().forEach(item -> subjects.addAll(item.subjects()));
      case AuditEntry.Reading reading -> reading.subject().ifPresent(subjects::add);
      case AuditEntry.Admin admin ->
          admin.details().values().forEach(value -> subjects.addAll(inText(value)));
      case AuditEntry.Unknown _ ->
          subjects.addAll(inText(new String(leaf, StandardCharsets.UTF_8)));
    }
    return subjects;
  }

  private static Set<String> inText(String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = REFERENCE.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }
}
