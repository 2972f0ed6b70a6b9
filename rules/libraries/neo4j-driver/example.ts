import neo4j from 'neo4j-driver';

// expect: pool arcs=exhaust,acquire-timeout,resource-error,release-on-error
const driver = neo4j.driver('neo4j://localhost', neo4j.auth.basic('neo4j', 'secret'), {
	// expect: timeout arcs=fire
	connectionAcquisitionTimeout: 2000,
	maxTransactionRetryTime: 10_000,
});

export async function befriend(a: string, b: string) {
	const session = driver.session();
	try {
		// expect: retry arcs=retry,recover,exhaust,refuse
		await session.executeWrite(transaction => transaction.run('MERGE (a {id: $a})-[:KNOWS]->(b {id: $b})', {a, b}), {
			// expect: timeout arcs=fire
			timeout: 5000,
		});
	} finally {
		await session.close();
	}
}

// implicit: retry arcs=retry,recover,exhaust,refuse
export const count = () => driver.executeQuery('MATCH (n) RETURN count(n)');

// ok: retry
export const plain = (text: string) => driver.session().run(text);
