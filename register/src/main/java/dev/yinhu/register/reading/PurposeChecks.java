package dev.yinhu.register.reading;

import dev.yinhu.register.Category;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.Level;
import dev.yinhu.register.Operation;
import dev.yinhu.register.PurposeDeclaration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/** What an active purpose must have before it may grant anything. */
final class PurposeChecks {
  private static final Set<Operation> ON_CIPHERTEXT =
      EnumSet.of(Operation.ENCRYPT, Operation.DECRYPT, Operation.MASK, Operation.REWRAP);

  private final Taxonomy taxonomy;
  private final FieldLinks links;

  PurposeChecks(Taxonomy taxonomy, FieldLinks links) {
    this.taxonomy = taxonomy;
    this.links = links;
  }

  void check(WrittenPurpose written) {
    if (written.declaration().isActive()) {
      checkGround(written);
      checkAssessment(written);
      checkReach(written);
    }
  }

  private void checkGround(WrittenPurpose written) {
    PurposeDeclaration purpose = written.declaration();
    if (purpose.use().isEmpty()) {
      written.tell(ProblemCode.USE_MISSING, "is active without a use: add yinhu.use");
    }
    boolean decrypts = grants(purpose, Set.of(Operation.DECRYPT));
    if (decrypts && purpose.legalBasis().isEmpty()) {
      written.tell(
          ProblemCode.LEGAL_BASIS_MISSING,
          "lets a caller decrypt without a legal basis: add yinhu.legal_basis");
    }
    if (decrypts && purpose.necessity().isEmpty()) {
      written.tell(
          ProblemCode.NECESSITY_MISSING,
          "lets a caller decrypt without saying why it is necessary: add yinhu.necessity");
    }
  }

  private void checkAssessment(WrittenPurpose written) {
    PurposeDeclaration purpose = written.declaration();
    boolean sensitive =
        covers(purpose, field -> field.level() == Level.SENSITIVE) || isDeclaredSensitive(purpose);
    if ((sensitive || purpose.assessment().wanted()) && !purpose.assessment().done()) {
      written.tell(
          ProblemCode.ASSESSMENT_MISSING,
          (sensitive ? "covers sensitive data" : "wants an impact assessment")
              + " and is active before the assessment is done: set"
              + " yinhu.impact_assessment.done or go back to state reviewed");
    }
  }

  private boolean isDeclaredSensitive(PurposeDeclaration purpose) {
    return purpose.categories().stream()
        .flatMap(key -> taxonomy.nearest(key).stream())
        .map(Category::level)
        .anyMatch(level -> level == Level.SENSITIVE);
  }

  private void checkReach(WrittenPurpose written) {
    PurposeDeclaration purpose = written.declaration();
    if (purpose.grants().isEmpty()) {
      written.tell(ProblemCode.NO_CALLERS, "is active but names no caller: add yinhu.callers");
    }
    if (purpose.fields().isEmpty()) {
      written.tell(
          ProblemCode.NO_FIELDS,
          "is active but covers no field: add yinhu.fields or dataset_references");
      return;
    }
    if (grants(purpose, ON_CIPHERTEXT) && !covers(purpose, f -> f.protection().isPresent())) {
      written.tell(
          ProblemCode.NOTHING_PROTECTED,
          "grants work on ciphertexts but covers no protected field: add yinhu.protect to one");
    }
    if (grants(purpose, Set.of(Operation.SEARCH)) && !covers(purpose, DeclaredField::isIndexed)) {
      written.tell(
          ProblemCode.NOTHING_INDEXED,
          "grants search but covers no indexed field: add yinhu.protect.index to one");
    }
  }

  private static boolean grants(PurposeDeclaration purpose, Set<Operation> operations) {
    return purpose.grants().stream().anyMatch(g -> operations.stream().anyMatch(g::allows));
  }

  private boolean covers(PurposeDeclaration purpose, Predicate<DeclaredField> predicate) {
    return purpose.fields().stream().flatMap(ref -> links.get(ref).stream()).anyMatch(predicate);
  }
}
