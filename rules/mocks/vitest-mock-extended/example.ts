import {mock} from 'vitest-mock-extended';
import type {Db} from './db';

// expect: vitest-mock-extended class Db#: success
const db = mock<Db>();
// ok: the call under test
db.query('select 1');
