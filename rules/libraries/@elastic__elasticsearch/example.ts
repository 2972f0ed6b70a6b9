import {Client} from '@elastic/elasticsearch';

const client = new Client({
	node: 'http://localhost:9200',
	// expect: retry arcs=retry,recover,exhaust,refuse
	maxRetries: 5,
	// expect: timeout arcs=fire
	requestTimeout: 10_000,
});

export const find = (text: string) =>
	client.search(
		{index: 'users', query: {match: {name: text}}},
		{
			// ok: retry
			maxRetries: 0,
			// expect: timeout arcs=fire
			requestTimeout: 500,
		},
	);

// implicit: retry arcs=retry,recover,exhaust,refuse
export const plain = new Client({node: 'http://localhost:9200'});
