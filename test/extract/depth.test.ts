import test from 'ava';
import {TooDeep} from '../../src/extract/depth.ts';
import {indexFile} from '../../src/extract/walk.ts';

const nested = (open: string, core: string, close: string, levels: number) => () =>
	indexFile('src/a.ts', `x = ${open.repeat(levels)}${core}${close.repeat(levels)};`);

test('brackets are read to a depth at which no parser overflows, and refused beyond', t => {
	t.notThrows(nested('(', '1', ')', 450));
	t.throws(nested('(', '1', ')', 490), {instanceOf: TooDeep});
	t.notThrows(nested('f(', '1', ')', 450));
	t.throws(nested('f(', '1', ')', 490), {instanceOf: TooDeep});
});

test('chains and sums may be longer, for the parser needs no stack for them', t => {
	t.notThrows(nested('', 'p', '.then(f)', 590));
	t.throws(nested('', 'p', '.then(f)', 610), {instanceOf: TooDeep});
	t.notThrows(nested('', "'a'", " + 'b'", 1190));
	t.throws(nested('', "'a'", " + 'b'", 1210), {instanceOf: TooDeep});
});
