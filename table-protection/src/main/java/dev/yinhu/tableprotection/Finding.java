package dev.yinhu.tableprotection;

import dev.yinhu.register.FieldRef;

/**
 * A value that was left as it was.
 *
 * @param code an item code of field access, or {@code missing}
 */
record Finding(String code, FieldRef field, RowKey key) {}
