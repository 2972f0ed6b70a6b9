import Queue from 'queue';

// expect: limiter arcs=saturate
const jobs = new Queue({
	concurrency: 3,
	autostart: true,
	// expect: timeout arcs=fire
	timeout: 100,
});
jobs.addEventListener('timeout', event => console.warn(event));
jobs.push(() => fetch('/orders'));

export class Uploads {
	// expect: limiter arcs=saturate
	private readonly queue = new Queue({concurrency: 1});

	add(body: string) {
		this.queue.push(() => fetch('/uploads', {method: 'POST', body}));
	}
}

// ok: limiter
export const wild = new Queue();
