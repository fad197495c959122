/**
 * What holds an incident back: commands that are recorded, end by themselves or by hand, and are in
 * force on all nodes at once. Field access asks memory at each request; a change comes by
 * notification, and by looking twice a second where that is lost.
 */
@NullMarked
package dev.yinhu.breachresponse.containment;

import org.jspecify.annotations.NullMarked;
