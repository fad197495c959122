package dev.yinhu.tableprotection;

import dev.yinhu.register.FieldRef;
import java.util.Optional;

/**
 * A value or index that was left as it was.
 *
 * @param code an item code of field access, or one of docs/protect.md
 * @param field the field, or the compound index
 * @param column the column of the index that it is about
 */
record Finding(String code, FieldRef field, Optional<String> column, RowKey key) {}
