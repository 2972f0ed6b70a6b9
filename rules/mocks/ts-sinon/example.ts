import {stubInterface} from 'ts-sinon';
import type {Db} from './db';

// expect: ts-sinon class Db#: success
const db = stubInterface<Db>();
// ok: the call under test
db.query('select 1');
