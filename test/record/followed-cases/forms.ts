import type {Case} from './follow.ts';

const CLASS = `class Store {
	constructor(spare) { this.spare = spare; }
	get value() { try { throw 0; } catch { return this.spare(); } }
	load = async () => { try { throw 0; } catch { return await this.spare(); } };
	static { this.made = 1; }
}
const throws = () => { throw 1; };`;

const USING = `class Lock { [Symbol.dispose](): void {} }
function go(spare: () => number): number {
	try { using lock = new Lock(); throw lock; } catch { using other = new Lock(); return spare() as number; }
}`;

export const FORMS: Case[] = [
	{
		name: 'a getter that gives',
		code: CLASS,
		sequence: at => ({
			scope: at.fn('get value'),
			first: [at.block('catch {')],
			again: [],
			after: [{gives: at.span('this.spare()')}],
		}),
		runs: {'new Store(() => 1).value;': 1, 'try { new Store(throws).value; } catch {}': 0, 'new Store(() => 1);': 0},
	},
	{
		name: 'a getter that fails',
		code: CLASS,
		sequence: at => ({
			scope: at.fn('get value'),
			first: [at.block('catch {')],
			again: [],
			after: [{fails: at.span('this.spare()')}],
		}),
		runs: {'try { new Store(throws).value; } catch {}': 1, 'new Store(() => 1).value;': 0},
	},
	{
		name: 'a function in a class field, which keeps its name',
		code: CLASS,
		sequence: at => ({
			scope: at.fn('async () => { try'),
			first: [at.statement('return await')],
			again: [],
			after: [{fails: at.span('await this.spare()')}],
		}),
		runs: {
			"const store = new Store(throws); if (store.load.name !== 'load') process.exit(1);\nawait store.load().catch(() => {});": 1,
			'await new Store(() => 1).load();': 0,
		},
	},
	{
		name: 'a whole optional chain',
		code: 'function go(box) { note(); return box?.part.spare(); }\nfunction note() {}',
		sequence: at => ({
			scope: at.fn('function go'),
			first: [at.statement('note()')],
			again: [],
			after: [{gives: at.span('box?.part.spare()')}],
		}),
		runs: {
			'if (go({part: {at: 5, spare() { return this.at; }}}) !== 5) process.exit(1);': 1,
			'if (go() !== undefined) process.exit(1);': 1,
			'try { go({}); } catch {}': 0,
		},
	},
	{
		name: 'the receiver of a call',
		code: 'function go(send) { note(); return send(1)?.catch(() => 2); }\nfunction note() {}',
		sequence: at => ({
			scope: at.fn('function go'),
			first: [at.statement('note()')],
			again: [],
			after: [{gives: at.span('send(1)')}],
		}),
		runs: {'await go(async () => 1);': 1, 'if (await go(async () => { throw 1; }) !== 2) process.exit(1);': 0},
	},
	{
		name: 'operands of a comma',
		code: 'function go(spare) { return note(), spare(); }\nfunction note() {}',
		sequence: at => ({
			scope: at.fn('function go'),
			first: [],
			again: [],
			after: [{gives: at.span('note(), spare()')}],
		}),
		runs: {'if (go(() => 5) !== 5) process.exit(1);': 1, 'try { go(() => { throw 1; }); } catch {}': 0},
	},
	{
		name: 'code without semicolons',
		code: "function go(spare) {\n\t'a directive'\n\tconst all = []\n\t;[1].forEach(one => all.push(one))\n\treturn spare(all)\n}",
		sequence: at => ({
			scope: at.fn('function go'),
			first: [at.statement('[1].for')],
			again: [],
			after: [{fails: at.span('spare(all)')}],
		}),
		runs: {'if (go(all => all.length) !== 1) process.exit(1);': 0, 'try { go(() => { throw 1; }); } catch {}': 1},
	},
	{
		name: 'TypeScript, with what is disposed of at the end',
		code: USING,
		file: 'main.ts',
		sequence: at => ({
			scope: at.fn('function go'),
			first: [at.statement('using other')],
			again: [],
			after: [{fails: at.span('spare() as number')}],
		}),
		runs: {'try { go(() => { throw 1; }); } catch {}': 1, 'go(() => 1);': 0},
	},
];
