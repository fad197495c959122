package dev.yinhu.notices;

import dev.yinhu.notices.channel.ResultCode;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a notice goes from here.
 *
 * @param code why
 * @param fresh true when it begins anew on its next channel
 * @param due when it is looked at again; without meaning when it is settled
 */
record Move(
    NoticeState state,
    ResultCode code,
    int step,
    boolean fresh,
    boolean unsure,
    Instant due,
    Optional<String> gatewayId,
    Optional<Instant> confirmBy) {}
