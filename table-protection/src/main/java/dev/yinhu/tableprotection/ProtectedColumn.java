package dev.yinhu.tableprotection;

import dev.yinhu.register.FieldRef;
import java.util.Optional;

/**
 * One column of plaintext and where its ciphertext goes.
 *
 * @param field what the register calls it
 * @param plaintext the column with the values
 * @param ciphertext the column for the ciphertexts
 * @param context the column whose value is bound to the ciphertext beside field and subject
 */
public record ProtectedColumn(
    FieldRef field, String plaintext, String ciphertext, Optional<String> context) {}
