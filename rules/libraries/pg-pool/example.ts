const Pool = require('pg-pool');

// expect: pool arcs=exhaust,acquire-timeout,resource-error,release-on-error
const pool = new Pool({
	// expect: timeout arcs=fire
	connectionTimeoutMillis: 1000,
	// expect: timeout arcs=fire
	query_timeout: 500,
});
pool.query('select 1');

class Other {
	Pool = class {};
	make() {
		// ok: pool
		return new this.Pool();
	}
}
module.exports = {pool, Other};
