/**
 * How far an incident reaches: which persons' data and how many values were given to whom, counted
 * exactly from the access log. Every estimate is kept with its query, its figures and its persons,
 * as references, and with the size and root of the log, so that it can be repeated.
 */
@NullMarked
package dev.yinhu.breachresponse.scope;

import org.jspecify.annotations.NullMarked;
