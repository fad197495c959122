/**
 * Telling people of an incident that concerns them, each once: runs of notices that go through the
 * scope, whom they reached, and what was published for the rest. What is said holds what PIPL 57
 * asks for. Persons are references; their numbers and addresses are opened by module {@code
 * notices} at sending and nowhere here.
 */
@NullMarked
package dev.yinhu.breachresponse.tell;

import org.jspecify.annotations.NullMarked;
