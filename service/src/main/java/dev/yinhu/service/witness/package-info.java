/**
 * The HTTP server of a witness: {@link dev.yinhu.service.witness.WitnessServer} gives the requests
 * of C2SP tlog-witness to a {@link dev.yinhu.accessaudit.witness.Witness}. It knows nothing of the
 * service's own API.
 */
@NullMarked
package dev.yinhu.service.witness;

import org.jspecify.annotations.NullMarked;
