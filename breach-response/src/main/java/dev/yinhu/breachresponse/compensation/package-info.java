/**
 * Making good: what persons in the scope of an incident are offered, what they answer and what was
 * paid. A ledger of moves between accounts that are only added to; the database itself refuses sums
 * that do not agree. It moves no money: it says what may be paid and holds what was. Persons are
 * references.
 */
@NullMarked
package dev.yinhu.breachresponse.compensation;

import org.jspecify.annotations.NullMarked;
