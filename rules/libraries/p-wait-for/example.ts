import pWaitFor from 'p-wait-for';

declare function exists(path: string): Promise<boolean>;

export const appear = (path: string) =>
	pWaitFor(() => exists(path), {
		interval: 100,
		// expect: timeout arcs=fire
		timeout: 5000,
	});

export const maybe = (path: string) =>
	pWaitFor(() => exists(path), {
		// expect: timeout arcs=fire
		timeout: {
			milliseconds: 100,
			// expect: fallback arcs=engage
			fallback: () => {
				console.warn('not there');
			},
		},
	});

// ok: timeout
export const forever = (path: string) => pWaitFor(() => exists(path));

const required = require('p-wait-for');
export const old = (path: string) =>
	required.default(() => exists(path), {
		// expect: timeout arcs=fire
		timeout: 10,
	});
