/**
 * Cases, their states, and the journal of their work.
 *
 * <p>The tour. {@link dev.yinhu.subjectrights.cases.Cases} is the face: it takes requests in and
 * tells how they stand. {@link dev.yinhu.subjectrights.cases.CaseFlow} alone says what may follow
 * what; it is a function without memory. {@link dev.yinhu.subjectrights.cases.CaseStore} applies
 * it: each change of a case is one transaction that locks its row, moves the state and writes a
 * line of its history. The work of a case is a list of {@link dev.yinhu.subjectrights.cases.Step}s
 * in a journal of their own, which {@link dev.yinhu.subjectrights.cases.CaseRunner} runs one after
 * the other: on one node at a time, again after a crash, and only as far as the state permits. What
 * a step does is a {@link dev.yinhu.subjectrights.cases.StepWork}.
 */
@NullMarked
package dev.yinhu.subjectrights.cases;

import org.jspecify.annotations.NullMarked;
