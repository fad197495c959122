package dev.yinhu.piiscanner.necessity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The data files that ship with us; a test reads them all. */
public final class ShippedFacts {
  /** Keys of the shipped profiles of levels. */
  public static final List<String> PROFILES =
      List.of("pipl-28", "gbt-35273-2020", "gbt-43697-2024", "gbt-45574-2025", "jrt-0171-2020");

  /** Keys of the shipped legal sets. */
  public static final List<String> LEGAL_SETS = List.of("online-shopping");

  private ShippedFacts() {}

  /** Which categories the types are of. */
  public static TypeCategories categories() {
    return CategoriesReader.read("categories.yaml", text("categories.yaml")).orThrow();
  }

  /** A profile; throws {@link NecessityException} naming those that there are. */
  public static LevelProfile profile(String key) {
    require(PROFILES, key);
    String file = "levels/" + key + ".yaml";
    return ProfileReader.read(file, text(file)).orThrow();
  }

  /** What a rule counts as necessary; throws {@link NecessityException} for another key. */
  public static LegalSet legalSet(String key) {
    require(LEGAL_SETS, key);
    String file = "legal-sets/" + key + ".yaml";
    return LegalSetReader.read(file, text(file)).orThrow();
  }

  private static void require(List<String> keys, String key) {
    if (!keys.contains(key)) {
      throw new NecessityException("no such name: take one of " + String.join(", ", keys));
    }
  }

  /** The text of a resource beside this class. */
  static String text(String name) {
    try (InputStream in = ShippedFacts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("our own data file is missing: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("our own data cannot be read: " + name, e);
    }
  }
}
