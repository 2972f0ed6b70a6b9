import {PGlite} from '@electric-sql/pglite';

// expect: @electric-sql/pglite module pg: success (happy-path)
const db = await PGlite.create();
// ok: a query
await db.query('select 1');
