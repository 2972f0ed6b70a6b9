import {createMock} from '@golevelup/ts-jest';
import type {Db} from './db';

// expect: @golevelup/ts-jest class Db#: success
const db = createMock<Db>();
// ok: the call under test
db.query('select 1');
