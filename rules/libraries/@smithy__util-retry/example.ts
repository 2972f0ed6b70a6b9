import {AdaptiveRetryStrategy, ConfiguredRetryStrategy, StandardRetryStrategy} from '@smithy/util-retry';

// expect: retry arcs=retry,recover,exhaust,refuse
export const growing = new ConfiguredRetryStrategy(4, attempt => 100 + attempt * 1000);

// expect: retry arcs=retry,recover,exhaust,refuse
export const standard = new StandardRetryStrategy(5);

// expect: retry arcs=retry,recover,exhaust,refuse
// expect: limiter arcs=saturate
export const adaptive = new AdaptiveRetryStrategy(async () => 5);

// ok: retry
export const once = new StandardRetryStrategy(1);
