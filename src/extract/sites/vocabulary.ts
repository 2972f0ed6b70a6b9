/**
 * Names that raise or lower certainty. Structure decides; a name moves a finding by one step, never by two.
 */
export const RETRY_WORDS =
	/retr(y|ies|ied|ying)|attempt|back-?off|reconnect|(?<!en)tries\b|re(send|submit|establish|dial|connect|try)/i;

/** Counters and limits that end a retry. */
export const BOUND_WORDS =
	/attempt|retr(y|ies)|(?<!en)tries|count|times|max|limit|remaining|deadline|elapsed|left|length|total|expire|redirections|budget|hops|timeout/i;

/** Calls that wait. */
export const DELAY_CALL =
	/^(sleep|delay|wait|waitFor|backoff|backOff|pause|setTimeout|timeout|defer|jitter|setImmediate|nextTick)$|(Sleep|Delay|Backoff|sleep|delay)$/;

/** Operations that are started again to come back: connections, subscriptions, polls. */
export const START_CALL =
	/^(re)?(connect|open|subscribe|start|run|refresh|fetch|load|poll|watch|listen|create|init|establish|dial|request|send|resume|attempt|try)|^(re)(connect|try|start|load|open|new)|reconnect|retry/i;

/** Targets of a call back that are no operation: ends, clean-up, reports. */
export const NO_OPERATION =
	/^(resolve|reject|next|done|constructor|cb|callback|close|stop|destroy|dispose|end|finish|cleanup|clean|teardown|unsubscribe|disconnect|abort|cancel|kill|terminate|reset|clear|capture|report|log|warn|error|info|debug|trace|emit|notify|handleError|onError|flush|release|shutdown|exit|fail|format|serialize|stringify|inspect|toString|normalize)/i;

/** Functions that run because something failed or ended. */
export const FAILURE_FUNCTION =
	/[eE]rror|[fF]ail|[dD]isconnect|[rR]eject|[aA]bort|[rR]econnect|[rR]etry|(^|[a-z])(Close|End|Down|Drop|Lost|Exit)(d|ed|[A-Z]|$)|^_?(close|end|exit|drop|lost)(d|ed|[A-Z]|$)/;

export const CLEANUP_CALL =
	/^(close|stop|destroy|dispose|end|cleanup|clean|teardown|unsubscribe|disconnect|abort|cancel|kill|terminate|reset|clear|clearTimeout|clearInterval|release|rollback|unlink|rm|remove|delete|del\b|unlock|flush|off|removeListener|removeAllListeners|shutdown)/i;

export const LOG_CALL =
	/^(log|warn|error|info|debug|trace|fatal|verbose|silly|print|write|report|capture|captureException|captureMessage|record|increment|inc|observe|track|emit|notify|count|publish|addBreadcrumb|setStatus|setAttribute|recordException)/i;
