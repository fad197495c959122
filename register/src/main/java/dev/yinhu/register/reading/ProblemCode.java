package dev.yinhu.register.reading;

import static dev.yinhu.register.reading.Severity.ERROR;
import static dev.yinhu.register.reading.Severity.WARNING;

import dev.yinhu.register.WireName;
import java.util.Locale;

/** What can be wrong with a register; the codes are stable and listed in docs/register.md. */
public enum ProblemCode implements WireName {
  /** The text is not YAML. */
  YAML_SYNTAX(ERROR),
  /** The text is too long, too deep, or grows too much through aliases. */
  YAML_LIMITS(ERROR),
  /** A mapping has the same key twice. */
  DUPLICATE_KEY(ERROR),
  /** Two resources have the same name. */
  DUPLICATE(ERROR),
  /** A value is of another type than expected. */
  WRONG_TYPE(ERROR),
  /** A key that must be there is not. */
  MISSING_KEY(ERROR),
  /** A name breaks the spelling rules. */
  BAD_NAME(ERROR),
  /** A value is not one of those allowed. */
  BAD_VALUE(ERROR),
  /** A data category is not known. */
  UNKNOWN_CATEGORY(ERROR),
  /** A data use is not known. */
  UNKNOWN_DATA_USE(ERROR),
  /** A kind of data subject is not known. */
  UNKNOWN_DATA_SUBJECT(ERROR),
  /** A dataset is not declared. */
  UNKNOWN_DATASET(ERROR),
  /** A collection is not declared. */
  UNKNOWN_COLLECTION(ERROR),
  /** A field is not declared. */
  UNKNOWN_FIELD(ERROR),
  /** A recipient is not declared. */
  UNKNOWN_RECIPIENT(ERROR),
  /** A retention rule is not declared. */
  UNKNOWN_RETENTION_RULE(ERROR),
  /** A category's parent_key is not its key without the last part. */
  PARENT_MISMATCH(ERROR),
  /** A suite is on the list but this build does not offer it yet. */
  SUITE_UNAVAILABLE(ERROR),
  /** A blind index or deterministic suite over a category with few distinct values. */
  FEW_VALUES(ERROR),
  /** A format encrypts so few characters that all their values can be tried out. */
  SMALL_DOMAIN(ERROR),
  /** A format where neither the suite nor the tokens keep the shape of values. */
  FORMAT_UNUSED(ERROR),
  /** An end for tokens that nothing turns back. */
  TTL_UNUSED(ERROR),
  /** A mask template that would show some value whole. */
  MASK_SHOWS_ALL(ERROR),
  /** Blind indexes that tell apart too many values for the rows that there will be. */
  UNSAFE_INDEX(ERROR),
  /** An index over several fields names one without an index of its own. */
  NOT_INDEXED(ERROR),
  /**
   * Declarations of one purpose contradict each other, or joining them would give callers fields
   * that none of the declarations gives them.
   */
  PURPOSE_CONFLICT(ERROR),
  /** An active purpose does not say which of the five uses it is. */
  USE_MISSING(ERROR),
  /** An active purpose lets somebody decrypt without a legal basis. */
  LEGAL_BASIS_MISSING(ERROR),
  /** An active purpose lets somebody decrypt without a reason why it is necessary. */
  NECESSITY_MISSING(ERROR),
  /** An active purpose needs an impact assessment that is not done. */
  ASSESSMENT_MISSING(ERROR),
  /** Nothing leads from a person to the rows of a collection with personal data. */
  COLLECTION_UNREACHABLE(ERROR),
  /** Collections wait for each other, so that there is no order to read or erase them in. */
  COLLECTION_CIRCLE(ERROR),
  /** Fields are said to hold the same thing that are of different kinds or people. */
  NOT_THE_SAME(ERROR),
  /** Rows are to be told apart by a field that holds ciphertexts. */
  COMPARED_PROTECTED(ERROR),
  /** A recipient has no contract. */
  CONTRACT_MISSING(ERROR),
  /** A key that nothing reads; it is kept. */
  UNKNOWN_KEY(WARNING),
  /** A category is not known and inherits from the one above it. */
  CATEGORY_INHERITED(WARNING),
  /** A data use is not known and stands for the one above it. */
  DATA_USE_INHERITED(WARNING),
  /** A recipient's contract has run out. */
  CONTRACT_EXPIRED(WARNING),
  /** A recipient's security was never assessed, or the next assessment is overdue. */
  RECIPIENT_ASSESSMENT(WARNING),
  /** A sensitive field is stored in clear. */
  SENSITIVE_UNPROTECTED(WARNING),
  /** A protected field has no category. */
  NO_CATEGORY(WARNING),
  /** A protected field names no subject, so erasing a person cannot shred it. */
  NO_SUBJECT(WARNING),
  /**
   * No column holds the platform's id of a person, so no request of a person can be carried out.
   */
  NO_PERSON_ID(WARNING),
  /** A retention rule keeps ciphertexts that cannot be handed to another key. */
  KEPT_SHAPE(WARNING),
  /** A suite made for fields without a subject on a field that has one. */
  SUITE_FOR_VOLUME(WARNING),
  /** A blind index keeps so few bits that look-ups read many rows in vain. */
  COARSE_INDEX(WARNING),
  /** A blind index is kept whole although rows hold equal values, which can then be counted. */
  WHOLE_INDEX(WARNING),
  /** An active purpose gives nobody anything. */
  NO_CALLERS(WARNING),
  /** An active purpose covers no field. */
  NO_FIELDS(WARNING),
  /** A grant to encrypt, decrypt or mask, but no covered field is protected. */
  NOTHING_PROTECTED(WARNING),
  /** A grant to search, but no covered field is indexed. */
  NOTHING_INDEXED(WARNING),
  /** A Fides legal basis has no counterpart in PIPL 13. */
  LEGAL_BASIS_FOREIGN(WARNING),
  /** Values stored under the version before could not be opened any more. */
  UNREADABLE_CHANGE(WARNING),
  /** Rows stored under the version before could not be found by an index any more. */
  UNFINDABLE_CHANGE(WARNING),
  /** There are more problems of one severity than are listed. */
  TOO_MANY_PROBLEMS(WARNING);

  private final Severity severity;

  ProblemCode(Severity severity) {
    this.severity = severity;
  }

  /** Whether it keeps the register from being applied. */
  public Severity severity() {
    return severity;
  }

  @Override
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
