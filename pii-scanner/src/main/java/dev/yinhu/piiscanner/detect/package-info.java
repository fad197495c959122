/** What detectors and the engine share: a detector adds candidates, the engine settles them. */
@NullMarked
package dev.yinhu.piiscanner.detect;

import org.jspecify.annotations.NullMarked;
