/**
 * Figures of how incidents are handled: how long each step takes, whether duties were done in time,
 * and which corrective actions are overdue. Drills are counted apart.
 */
@NullMarked
package dev.yinhu.breachresponse.indicator;

import org.jspecify.annotations.NullMarked;
