package dev.yinhu.service.api;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.piiscanner.Finding;
import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.catalogue.TypeCatalogue;
import dev.yinhu.piiscanner.catalogue.TypeGroup;
import dev.yinhu.piiscanner.catalogue.TypeInfo;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps personal data out of what people write into what is kept for years. First the rule of
 * {@link Reason}, which needs nothing; then the scanner, for identifiers with a check, such as
 * vehicle, account and company numbers that are not all digits, and for secrets. Names are left to
 * the writer: a word that is taken for one would keep a good reason out. Safe for use by many
 * threads.
 */
public final class FreeText {
  private static final Set<TypeGroup> REFUSED = EnumSet.of(TypeGroup.CHECKED, TypeGroup.SECRET);

  private final Supplier<PiiEngine> engine;
  private volatile @Nullable Set<PiiType> refused;

  /**
   * @param engine may block while it is being built
   */
  public FreeText(Supplier<PiiEngine> engine) {
    this.engine = engine;
  }

  /**
   * Checks a text; blocks while the scanner is being built.
   *
   * @param member its name in the body
   * @param text may be absent
   * @throws ProblemException a 400 that names what was found and where, never the text
   */
  public void check(String member, @Nullable String text) {
    if (text != null) {
      fault(text)
          .ifPresent(fault -> {
            throw refused(member, fault);
          });
    }
  }

  /** What is wrong with a text, completing "expected"; the text itself is not repeated. */
  public Optional<String> fault(String text) {
    return Reason.fault(text)
        .map(Reason.Fault::toString)
        .or(() -> found(text))
        .map(fault -> "a text without personal data, as it is kept for years; found: " + fault);
  }

  private Optional<String> found(String text) {
    return engine.get().scan(text, Hints.NONE).stream()
        .filter(this::isRefused)
        .findFirst()
        .map(finding -> "%s at character %d".formatted(finding.type(), finding.start() + 1));
  }

  private boolean isRefused(Finding finding) {
    return refused().contains(finding.type());
  }

  /** Read when it is first needed; two threads that ask at once may both read it. */
  private Set<PiiType> refused() {
    Set<PiiType> known = refused;
    if (known == null) {
      known =
          TypeCatalogue.standard().types().stream()
              .filter(info -> REFUSED.contains(info.group()))
              .map(TypeInfo::type)
              .collect(Collectors.toUnmodifiableSet());
      refused = known;
    }
    return known;
  }

  private static ProblemException refused(String member, String fault) {
    return new ProblemException(
        Problem.INVALID_REQUEST,
        "/%s: expected %s.".formatted(member, fault),
        List.of(new ProblemException.At("/" + member, "expected " + fault)),
        Optional.empty());
  }
}
