import {connect, create_container} from 'rhea';

const container = create_container();

export const told = container.connect({
	port: 5672,
	// expect: retry arcs=retry,recover,exhaust
	reconnect_limit: 10,
	// expect: timeout arcs=fire
	idle_time_out: 30_000,
});

// implicit: retry arcs=retry,recover
export const plain = connect({port: 5672});

// ok: retry
export const once = connect({port: 5672, reconnect: false});
