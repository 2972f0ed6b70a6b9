import test from 'ava';
import type {Suppression} from '../../src/model/suppression.ts';
import {matchSuppressions} from '../../src/weigh/match-suppressions.ts';
import {judgedArc, judgedSite} from './sample-judged.ts';

const comment = (more: Partial<Suppression>): Suppression => ({
	scope: 'next-line',
	line: 2,
	from: 3,
	until: 3,
	targets: [],
	reason: 'why',
	...more,
});

const site = judgedSite({
	arcs: [judgedArc('retry', 'unfired'), judgedArc('exhaust', 'uncovered'), judgedArc('recover', 'undecided')],
	flaws: [{flaw: 'unbounded', line: 3, why: 'No limit.'}],
});

/** What is put aside of a retry at line 3 that guards line 4, and what is told. */
function matched(...suppressions: Suppression[]) {
	const {sites, diagnostics} = matchSuppressions(
		[site, judgedSite({id: 'retry:2', file: 'src/b.ts'})],
		[{file: 'src/a.ts', suppressions}, {file: 'src/b.ts'}],
	);
	const [found] = sites;
	return {
		aside: [...found!.arcs, ...found!.flaws!].flatMap(one =>
			one.suppressed ? [`${'arc' in one ? one.arc : one.flaw} ${one.suppressed.line} ${one.suppressed.reason}`] : [],
		),
		told: diagnostics.map(({code}) => code),
		said: diagnostics.map(({message}) => message).join('\n'),
	};
}

test('open arcs and flaws at the line of the site or of its operation', t => {
	t.deepEqual(matched(comment({})), {
		aside: ['retry 2 why', 'exhaust 2 why', 'unbounded 2 why'],
		told: [],
		said: '',
	});
	t.deepEqual(matched(comment({from: 4, until: 4, targets: ['retry']})).aside, ['retry 2 why', 'exhaust 2 why']);
	t.deepEqual(matched(comment({from: 5, until: 5})).told, ['suppression-unused']);
});

test('another file is none of its business', t => {
	const other = judgedSite({id: 'retry:2', file: 'src/b.ts'});
	const {sites} = matchSuppressions([other], [{file: 'src/a.ts', suppressions: [comment({})]}, {file: 'src/b.ts'}]);
	t.deepEqual(sites, [other]);
});

test('kinds, arcs and flaws by name', t => {
	t.deepEqual(matched(comment({targets: ['retry.exhaust']})).aside, ['exhaust 2 why']);
	t.deepEqual(matched(comment({targets: ['flaw/unbounded']})).aside, ['unbounded 2 why']);
	t.deepEqual(matched(comment({targets: ['flaw', 'retry.retry']})).aside, ['retry 2 why', 'unbounded 2 why']);
	t.deepEqual(matched(comment({targets: ['fallback']})), {
		aside: [],
		told: ['suppression-unused'],
		said: 'The comment on line 2 suppresses nothing: on the next line there is no fallback that has not fired. Remove it, so that it hides nothing later.',
	});
});

test('lines and files take in the sites that stand there', t => {
	t.deepEqual(matched(comment({scope: 'lines', from: 2, until: 9, targets: ['retry.retry']})).aside, ['retry 2 why']);
	// The operation alone stands there.
	t.deepEqual(matched(comment({scope: 'lines', from: 4, until: 9, targets: ['retry']})).told, ['suppression-unused']);
	t.deepEqual(matched(comment({scope: 'file', from: 1, until: 99, targets: ['retry.exhaust']})).aside, [
		'exhaust 2 why',
	]);
});

test('without a reason nothing is suppressed, and it is told', t => {
	const {aside, told, said} = matched(comment({reason: null}));
	t.deepEqual([aside, told], [[], ['suppression-without-reason']]);
	t.regex(said, /gives no reason. Write it behind two dashes/);
});

test('a misspelled name is told with those that there are', t => {
	const said = (target: string) => {
		const {aside, told, said} = matched(comment({targets: [target]}));
		t.deepEqual([aside, told], [[], ['suppression-unknown']]);
		return said;
	};
	t.regex(said('rety'), /no kind "rety". The kinds are circuit-breaker, retry, fallback/);
	t.regex(said('retry.exhausted'), /a retry has no arc "retry.exhausted". Its arcs are retry.retry, retry.recover/);
	t.regex(said('retry.exhaust.more'), /has no arc/);
	t.regex(said('flaw/unbound'), /no "flaw\/unbound". The flaws are flaw\/unguarding/);
	t.regex(said('constructor'), /no kind "constructor"/);
	t.regex(matched(comment({unknown: 'line'})).said, /says unfired-ignore-line, which suppresses nothing/);
});

test('a comment is unused where everything fired, and not for want of coverage', t => {
	const told = (verdict: 'fired' | 'undecided') =>
		matchSuppressions(
			[judgedSite({arcs: [judgedArc('retry', verdict)]})],
			[{file: 'src/a.ts', suppressions: [comment({})]}],
		);
	t.deepEqual(
		told('fired').diagnostics.map(({code}) => code),
		['suppression-unused'],
	);
	t.deepEqual(told('undecided').diagnostics, []);
	t.is(told('undecided').sites[0]?.arcs[0]?.suppressed, undefined);
});
