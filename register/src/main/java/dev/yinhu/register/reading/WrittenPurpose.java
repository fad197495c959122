package dev.yinhu.register.reading;

import dev.yinhu.register.PurposeDeclaration;

/**
 * One declaration of a purpose with its position; several may declare the same purpose.
 *
 * @param declaration what it says
 * @param place where it names the purpose
 * @param problems where its problems go
 */
record WrittenPurpose(PurposeDeclaration declaration, Place place, Problems problems) {
  void tell(ProblemCode code, String message) {
    problems.add(code, place, "purpose '" + declaration.key() + "' " + message);
  }
}
