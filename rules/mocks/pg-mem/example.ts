import {newDb} from 'pg-mem';

// expect: pg-mem module pg: success (happy-path)
const db = newDb();
// ok: a query
db.public.none('select 1');
