/**
 * Gateways of operators, for short messages and for the platform's own app: {@link
 * dev.yinhu.notices.gateway.GatewayChannel} fills a {@link dev.yinhu.notices.gateway.GatewayCall}
 * and reads the answer by {@link dev.yinhu.notices.gateway.AnswerRules}; a gateway that can be
 * asked is asked by a {@link dev.yinhu.notices.gateway.StatusQuery}.
 */
@NullMarked
package dev.yinhu.notices.gateway;

import org.jspecify.annotations.NullMarked;
