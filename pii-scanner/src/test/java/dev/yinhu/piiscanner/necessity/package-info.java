@NullMarked
package dev.yinhu.piiscanner.necessity;

import org.jspecify.annotations.NullMarked;
