package dev.yinhu.notices;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who is told: a reference, never a number, address or name. */
public sealed interface Recipient {
  /**
   * A person.
   *
   * @param subject the random reference of the subject directory
   */
  record Person(UUID subject) implements Recipient {}

  /**
   * Somebody of the configuration: a recipient of the register, an authority, an operator.
   *
   * @param name 1 to 63 of {@code a-z 0-9 _ -}, beginning with a letter
   * @param about the person it is about, where the recipient must be told whom
   */
  record Configured(String name, Optional<UUID> about) implements Recipient {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_-]{0,62}");

    /** Checks the name. */
    public Configured {
      if (!FORM.matcher(name).matches()) {
        throw new IllegalArgumentException("a configured recipient's name must match " + FORM);
      }
    }
  }

  /** As it is stored. */
  default String wire() {
    return switch (this) {
      case Person(UUID subject) -> "person " + subject;
      case Configured(String name, Optional<UUID> about) ->
          "configured " + name + about.map(subject -> " " + subject).orElse("");
    };
  }

  /**
   * Of what {@link #wire} writes.
   *
   * @throws IllegalArgumentException for anything else
   */
  static Recipient parse(String wire) {
    Matcher form = Pattern.compile("person (\\S+)|configured (\\S+)(?: (\\S+))?").matcher(wire);
    if (!form.matches()) {
      throw new IllegalArgumentException("a stored recipient is neither a person nor configured");
    }
    if (form.group(1) != null) {
      return new Person(UUID.fromString(form.group(1)));
    }
    return new Configured(form.group(2), Optional.ofNullable(form.group(3)).map(UUID::fromString));
  }
}
