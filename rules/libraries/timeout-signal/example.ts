import timeoutSignal from 'timeout-signal';

// expect: timeout arcs=fire
export const load = (url: string) => fetch(url, {signal: timeoutSignal(5000)});

export async function late(url: string) {
	const {default: after} = await import('timeout-signal');
	// expect: timeout arcs=fire
	const signal = after(100);
	return fetch(url, {signal});
}

// ok: timeout
export const plain = (url: string) => fetch(url);
