import lockfile from 'proper-lockfile';

export const take = (file: string) =>
	lockfile.lock(file, {
		// expect: retry arcs=retry,recover,exhaust
		retries: {retries: 5, minTimeout: 100},
	});

// ok: retry
export const takeNow = (file: string) => lockfile.lock(file, {retries: 0});
