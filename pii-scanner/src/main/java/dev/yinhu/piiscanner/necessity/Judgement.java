package dev.yinhu.piiscanner.necessity;

import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.Suite;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the register says of something found; exactly one for each. */
public sealed interface Judgement {
  /** Its kind. */
  Verdict verdict();

  /** Declared, and these purposes in force need it. */
  record Needed(List<Purpose> purposes) implements Judgement {
    /** Copies the list. */
    public Needed {
      purposes = List.copyOf(purposes);
    }

    @Override
    public Verdict verdict() {
      return Verdict.NEEDED;
    }
  }

  /**
   * Declared, but not used for so many days.
   *
   * @param days whole days since the last use, or since uses are recorded when there was none
   * @param last the last use on record
   */
  record Unused(long days, Optional<Instant> last) implements Judgement {
    @Override
    public Verdict verdict() {
      return Verdict.UNUSED;
    }
  }

  /** Outside of the set that this rule counts as necessary, and no purpose rests on consent. */
  record OutsideLegalSet(LegalSet set) implements Judgement {
    @Override
    public Verdict verdict() {
      return Verdict.OUTSIDE_LEGAL_SET;
    }
  }

  /** Sensitive, and these purposes in force have no impact assessment. */
  record WithoutAssessment(List<Purpose> purposes) implements Judgement {
    /** Copies the list. */
    public WithoutAssessment {
      purposes = List.copyOf(purposes);
    }

    @Override
    public Verdict verdict() {
      return Verdict.WITHOUT_ASSESSMENT;
    }
  }

  /** Readable where the register wants this suite. */
  record Plaintext(Suite wanted) implements Judgement {
    @Override
    public Verdict verdict() {
      return Verdict.PLAINTEXT;
    }
  }

  /** Declared, but no purpose in force covers it; these would, were they in force. */
  record NoPurpose(List<Purpose> notInForce) implements Judgement {
    /** Copies the list. */
    public NoPurpose {
      notInForce = List.copyOf(notInForce);
    }

    @Override
    public Verdict verdict() {
      return Verdict.NO_PURPOSE;
    }
  }

  /**
   * Declared as something else.
   *
   * @param declared the categories that the register gives the field
   * @param found the categories that what was found is of
   */
  record OtherCategory(List<CategoryKey> declared, List<CategoryKey> found) implements Judgement {
    /** Copies the lists. */
    public OtherCategory {
      declared = List.copyOf(declared);
      found = List.copyOf(found);
    }

    @Override
    public Verdict verdict() {
      return Verdict.OTHER_CATEGORY;
    }
  }

  /** The register has the dataset but not the collection, or not the field. */
  record Undeclared(String dataset) implements Judgement {
    @Override
    public Verdict verdict() {
      return Verdict.UNDECLARED;
    }
  }

  /** The register has no such dataset. */
  record StoreNotDeclared(String store) implements Judgement {
    @Override
    public Verdict verdict() {
      return Verdict.STORE_NOT_DECLARED;
    }
  }

  /** Could not be read, for the reason of that code. */
  record Unreadable(String why) implements Judgement {
    @Override
    public Verdict verdict() {
      return Verdict.UNREADABLE;
    }
  }
}
