/**
 * What was found and what the register says of it as JSON, for programs and for the next scan.
 *
 * <p>{@link dev.yinhu.piiscanner.report.json.InventoryJson} writes an inventory and reads it again,
 * so that two scans can be compared; {@link dev.yinhu.piiscanner.report.json.JudgementsJson} writes
 * the judgements with their score. Both write into an object that has begun, behind what the scan
 * itself tells.
 */
@NullMarked
package dev.yinhu.piiscanner.report.json;

import org.jspecify.annotations.NullMarked;
