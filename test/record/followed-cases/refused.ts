import type {Ending} from '../../../src/model/sequence.ts';
import type {Case, Finder} from './follow.ts';

/** In the function that begins with this text. */
const inside =
	(start: string, ending: (at: Finder) => Ending[], again: (at: Finder) => string[] = () => []): Case['sequence'] =>
	at => ({scope: at.fn(start), first: [], again: again(at).map(text => at.span(text, 2)), after: ending(at)});

export const REFUSED: Case[] = [
	{
		name: 'an arrow that is an expression has no room for a variable',
		code: 'const go = () => work().catch(() => 1);\nasync function work() {}',
		sequence: inside('() => work', at => [{gives: at.span('work()')}]),
		runs: {'await go();': 0},
	},
	{
		name: 'a generator begins after the call that made it',
		code: 'function* go() { yield 1; if (false) yield* go(); }',
		sequence: inside(
			'function* go',
			at => [{ran: at.statement('yield 1')}],
			() => ['go()'],
		),
		runs: {'[...go()];': 0},
	},
	{
		name: 'a generator may be left where it waits',
		code: 'function* go() { yield work(); }\nfunction work() {}',
		sequence: inside('function* go', at => [{fails: at.span('work()')}]),
		runs: {'[...go()];': 0},
	},
	{
		name: 'a constructor must be seen to set its fields',
		code: 'class Go { constructor() { this.one = work(); } }\nfunction work() {}',
		sequence: inside('constructor', at => [{fails: at.span('work()')}]),
		runs: {'new Go();': 0},
	},
	{
		name: 'a part of an optional chain would no longer end it',
		code: 'function go(send) { return send?.().then(() => 1); }',
		sequence: inside('function go', at => [{gives: at.span('send?.()')}]),
		runs: {'if (go() !== undefined) process.exit(1);': 0},
	},
	{
		name: 'a method would lose its object',
		code: 'const box = {five: 5, get() { return this.five; }};\nfunction go() { return (box.get)(); }',
		sequence: inside('function go', at => [{gives: at.span('box.get')}]),
		runs: {'if (go() !== 5) process.exit(1);': 0},
	},
	{
		name: 'what is written to is no value',
		code: 'const box = {};\nfunction go() { [box.one, {two: box.two}] = [1, {}]; }',
		sequence: inside('function go', at => [{gives: at.span('box.two')}]),
		runs: {'go(); if (box.one !== 1) process.exit(1);': 0},
	},
	{
		name: 'a function would lose its name',
		code: 'function go() { const named = () => 1;\n\treturn named.name; }',
		sequence: inside('function go', at => [{gives: at.span('() => 1')}]),
		runs: {"if (go() !== 'named') process.exit(1);": 0},
	},
	{
		name: 'parameters are made before the run begins',
		code: 'function go(one = work()) { return one; }\nfunction work() { return 1; }',
		sequence: inside('function go', at => [{gives: at.span('work()')}]),
		runs: {'if (go() !== 1) process.exit(1);': 0},
	},
	{
		name: 'what stands elsewhere is no part of the run',
		code: 'function go() { return work(); }\nfunction work() { return 1; }',
		sequence: inside('function go', at => [{ran: at.statement('return 1')}]),
		runs: {'go(); work();': 0},
	},
	{
		name: 'a function of the same name as a variable cannot stand in a block',
		code: 'function go() { var one = 1;\n\tfunction one() {}\n\treturn work(one); }\nfunction work(one) { return one; }',
		sequence: inside('function go', at => [{fails: at.span('work(one)')}]),
		runs: {'if (go() !== 1) process.exit(1);': 0},
	},
	{
		name: 'which of two failed cannot be told where one holds the other',
		code: 'function go() { return outer(inner()); }\nfunction outer() {}\nfunction inner() {}',
		sequence: inside('function go', at => [{fails: at.span('outer(inner())')}, {fails: at.span('inner()')}]),
		runs: {'go();': 0},
	},
	{
		name: 'what a function within throws does not leave the scope',
		code: 'function go(list) { return list.map(() => work()); }\nfunction work() {}',
		sequence: inside('function go', at => [{fails: at.span('work()')}]),
		runs: {'go([1]);': 0},
	},
	{
		name: 'a loop that is the only statement of a branch',
		code: 'function go() { if (true) for (const one of [1]) work(one); }\nfunction work() {}',
		sequence: at => ({scope: at.statement('for ('), first: [], again: [], after: [{ran: at.statement('work(one)')}]}),
		runs: {'go();': 0},
	},
	{
		name: 'an object that is not made yet',
		code: "const box = {state: ''}, two = (box.state = 'open');",
		sequence: at => {
			const step = {at: at.statement("{state: ''}"), of: 'box'};
			return {file: 'main.mjs', first: [step], after: [step], until: []};
		},
		runs: {'if (two !== box.state) process.exit(1);': 0},
	},
	{
		name: 'an object before its constructor is through',
		code: 'class Go extends Object { constructor() { super(), (this.state = 1); } }',
		sequence: at => {
			const step = {at: at.statement('super()'), of: 'this'};
			return {file: 'main.mjs', first: [step], after: [step], until: []};
		},
		runs: {'if (new Go().state !== 1) process.exit(1);': 0},
	},
];
