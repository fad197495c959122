/**
 * What scans found, and what people made of it.
 *
 * <p>The tour. A {@link dev.yinhu.piiscanner.finding.Sighting} is what one scan saw of one type at
 * one place; {@link dev.yinhu.piiscanner.finding.Findings} keeps one {@link
 * dev.yinhu.piiscanner.finding.StoredFinding} for each place and type however often it is scanned,
 * with a {@link dev.yinhu.piiscanner.finding.Triage} state and a history to which rows are only
 * added. A whole scan that sees it no more says so; when it comes back, it is open again.
 */
@NullMarked
package dev.yinhu.piiscanner.finding;

import org.jspecify.annotations.NullMarked;
