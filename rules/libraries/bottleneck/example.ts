import Bottleneck from 'bottleneck';

// expect: limiter arcs=saturate,reject
const limiter = new Bottleneck({maxConcurrent: 2, minTime: 100, highWater: 50});

// expect: retry arcs=retry,recover,exhaust,refuse
limiter.on('failed', (error, info) => {
	if (info.retryCount < 2) return 250 * info.retryCount + 25;
});

export const load = (url: string) => limiter.schedule(() => fetch(url));

// ok: limiter
const free = new Bottleneck();
// ok: retry
free.on('failed', error => console.error(error));

// expect: limiter arcs=saturate
const group = new Bottleneck.Group({maxConcurrent: 1});
export const perUser = (id: string) =>
	group.key(id).schedule(
		{
			// expect: timeout arcs=fire
			expiration: 2000,
		},
		() => fetch(`/users/${id}`),
	);
