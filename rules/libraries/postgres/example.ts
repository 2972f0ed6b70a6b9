import postgres from 'postgres';

// expect: pool arcs=exhaust,resource-error,release-on-error
const sql = postgres('postgres://localhost/app', {
	max: 5,
	// expect: timeout arcs=fire
	connect_timeout: 5,
});

// ok: pool
export const find = (id: string) => sql`select * from users where id = ${id}`;
