import {Cluster} from 'puppeteer-cluster';

export async function crawl(urls: string[]) {
	// expect: pool arcs=exhaust,resource-error,release-on-error
	const cluster = await Cluster.launch({
		concurrency: Cluster.CONCURRENCY_CONTEXT,
		maxConcurrency: 4,
		// expect: retry arcs=retry,recover,exhaust
		retryLimit: 2,
		// expect: timeout arcs=fire
		timeout: 10_000,
	});
	cluster.on('taskerror', (error, url) => console.error(url, error));
	await cluster.task(async ({page, data}) => page.goto(data));
	for (const url of urls) cluster.queue(url);
	await cluster.idle();
}

export const plain = () =>
	// expect: pool arcs=exhaust,resource-error,release-on-error
	// implicit: timeout arcs=fire
	// ok: retry
	Cluster.launch({retryLimit: 0});
