package dev.yinhu.tableprotection;

import dev.yinhu.register.FieldRef;

/**
 * A column for a blind index over several columns of the job.
 *
 * @param index what the register calls it
 */
public record CompoundColumn(FieldRef index, String column) {}
