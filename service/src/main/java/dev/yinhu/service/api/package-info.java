/**
 * What the service offers over HTTP: fields, the access log and the register. Handlers only
 * translate; decisions are made in the modules below.
 */
@NullMarked
package dev.yinhu.service.api;

import org.jspecify.annotations.NullMarked;
