/**
 * The rights of the people whose data these are: a copy, a correction, a withdrawal, a deletion,
 * each as a case that is carried through every store and proven.
 *
 * <p>The tour. {@link dev.yinhu.subjectrights.cases} holds cases and their journal: a case is a
 * durable state machine, its work a list of steps, each journaled when it begins and when it ends
 * and safe to run again. Nothing there names a person: a case knows the person's reference, and the
 * platform's own id sealed for as long as the work needs it. {@link
 * dev.yinhu.subjectrights.connect} reaches into the stores, {@link dev.yinhu.subjectrights.erasure}
 * deletes a person from them, and {@link dev.yinhu.subjectrights.certificate} proves it.
 */
@NullMarked
package dev.yinhu.subjectrights;

import org.jspecify.annotations.NullMarked;
