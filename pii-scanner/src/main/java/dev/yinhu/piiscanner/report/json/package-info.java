/** Judgements as JSON, for programs: {@link dev.yinhu.piiscanner.report.json.JudgementsJson}. */
@NullMarked
package dev.yinhu.piiscanner.report.json;

import org.jspecify.annotations.NullMarked;
