/**
 * What the law asks when personal information leaked: which duties hold is computed from the facts
 * of each assessment, by data files with source and status; their clocks run since awareness and
 * never pause; for each duty somebody decides, and the history of decisions stays.
 */
@NullMarked
package dev.yinhu.breachresponse.jurisdiction;

import org.jspecify.annotations.NullMarked;
