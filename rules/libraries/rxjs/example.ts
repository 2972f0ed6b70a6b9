import {catchError, from, mergeMap, type Observable, of, retry, throwError, timeout} from 'rxjs';

const source = () => from(fetch('/orders'));

export const safe = source().pipe(
	// expect: timeout arcs=fire
	timeout(2000),
	// expect: retry arcs=retry,recover,exhaust
	retry({count: 3, delay: 1000}),
	// expect: fallback arcs=engage
	catchError(() => of([])),
);

export const loud = source().pipe(
	// expect: retry arcs=retry,recover
	retry(),
	// expect: handler arcs=enter
	catchError(error => throwError(() => new Error('orders', {cause: error}))),
);

export const picky = source().pipe(
	// expect: fallback arcs=engage
	catchError(error => {
		if (error.status === 404) return of([]);
		throw error;
	}),
	// ok: retry
	retry(0),
);

source()
	.pipe(
		// expect: limiter arcs=saturate
		mergeMap(response => response.text(), 4),
	)
	.subscribe({
		next: text => console.log(text),
		// expect: handler arcs=enter
		error: error => console.warn(error),
	});

export function show(orders$: Observable<string>) {
	return orders$.subscribe(
		order => console.log(order),
		// expect: handler arcs=enter
		error => console.warn(error),
	);
}

// ok: limiter
export const wild = source().pipe(mergeMap(response => response.text()));
