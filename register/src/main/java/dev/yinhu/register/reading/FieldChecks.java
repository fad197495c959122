package dev.yinhu.register.reading;

import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.Level;
import dev.yinhu.register.Suite;

/** What makes a well-formed field doubtful. */
final class FieldChecks {
  private FieldChecks() {}

  static void check(DeclaredField field, YamlText name) {
    if (field.protection().isEmpty()) {
      checkUnprotected(field, name);
      return;
    }
    if (field.categories().isEmpty()) {
      warn(
          name,
          ProblemCode.NO_CATEGORY,
          "protected field '" + field.ref() + "' has no data category: add data_categories");
    }
    boolean forVolume = field.protection().get().suite() == Suite.XAES256_GCM;
    if (forVolume && field.subject().isPresent()) {
      warn(
          name,
          ProblemCode.SUITE_FOR_VOLUME,
          "field '"
              + field.ref()
              + "' has a subject and so a key of each person: XAES256_GCM is for many values under"
              + " one key, use AES256_GCM");
    }
    if (!forVolume && field.subject().isEmpty()) {
      warn(
          name,
          ProblemCode.NO_SUBJECT,
          "protected field '"
              + field.ref()
              + "' names no subject, so erasing a person cannot destroy its key: add"
              + " yinhu.subject");
    }
  }

  private static void checkUnprotected(DeclaredField field, YamlText name) {
    if (field.level() == Level.SENSITIVE) {
      warn(
          name,
          ProblemCode.SENSITIVE_UNPROTECTED,
          "sensitive field '" + field.ref() + "' is stored in clear: add yinhu.protect");
    }
  }

  private static void warn(YamlText name, ProblemCode code, String message) {
    name.problems().add(code, name.place(), message);
  }
}
