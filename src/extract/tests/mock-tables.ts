import type {ControlRule, MakeRule, MockRule, ReplaceRule, TestRules, TimerRule} from '../../model/test-rule.ts';

/** What the rules of all mock libraries say, by the names that a test file writes. */
export interface MockTables {
	rules: readonly MockRule[];
	/** By specifier. */
	byModule: ReadonlyMap<string, MockRule>;
	/** Names that no other library has: they count on anything. */
	distinct: ReadonlyMap<string, ControlRule>;
	/** Names that others have too: they count on a known fake only. */
	shared: ReadonlyMap<string, ControlRule>;
	/** By the object that the call is made on, then by its name. */
	holders: ReadonlyMap<string, ReadonlyMap<string, ReplaceRule>>;
	/** Functions that take a table of modules, by name, with their library. */
	tables: ReadonlyMap<string, MockRule>;
	/** Functions of libraries that take a specifier, by name: `default` is one of several. */
	loaders: ReadonlyMap<string, readonly MockRule[]>;
	timers: ReadonlyMap<string, TimerRule>;
	clocks: ReadonlyMap<string, TimerRule>;
	/** Those of one object alone, with its name: `cy.tick`. */
	heldTimers: ReadonlyMap<string, TimerRule>;
	makes: readonly {mock: MockRule; make: MakeRule}[];
}

const opened = new WeakMap<TestRules, MockTables>();

export function mockTables(rules: TestRules): MockTables {
	let tables = opened.get(rules);
	if (!tables) opened.set(rules, (tables = openTables(rules.mocks)));
	return tables;
}

function openTables(mocks: readonly MockRule[]): MockTables {
	const controls = mocks.flatMap(mock => mock.controls ?? []);
	const timers = mocks.flatMap(mock => mock.timers ?? []);
	const replaces = mocks.flatMap(mock => (mock.replaces ?? []).map(replace => ({mock, replace})));
	const callsOf = (by: ReplaceRule['by']) =>
		replaces
			.filter(({replace}) => replace.by === by && !replace.on)
			.flatMap(({mock, replace}) => replace.calls.map(name => [name, mock] as const));
	return {
		rules: mocks,
		byModule: new Map(mocks.flatMap(mock => mock.modules.map(module => [module, mock] as const))),
		distinct: controlsOf(controls.filter(control => control.distinct)),
		shared: controlsOf(controls.filter(control => !control.distinct)),
		holders: holdersOf(replaces.map(({replace}) => replace)),
		tables: new Map(callsOf('table')),
		loaders: loadersOf(callsOf('specifier')),
		timers: timersOf(timers.filter(timer => !timer.clock && !timer.on)),
		clocks: timersOf(timers.filter(timer => timer.clock)),
		heldTimers: new Map(
			timers.flatMap(timer => (timer.on ? timer.calls.map(name => [`${timer.on}.${name}`, timer] as const) : [])),
		),
		makes: mocks.flatMap(mock => (mock.makes ?? []).map(make => ({mock, make}))),
	};
}

function loadersOf(calls: ReadonlyArray<readonly [name: string, mock: MockRule]>): Map<string, MockRule[]> {
	const found = new Map<string, MockRule[]>();
	for (const [name, mock] of calls) found.set(name, [...(found.get(name) ?? []), mock]);
	return found;
}

/** With their variants that count once. */
const controlsOf = (controls: readonly ControlRule[]): Map<string, ControlRule> =>
	new Map(
		controls.flatMap(control =>
			control.calls.flatMap(name =>
				(control.once ? [name, `${name}Once`] : [name]).map(each => [each, control] as const),
			),
		),
	);

const timersOf = (timers: readonly TimerRule[]): Map<string, TimerRule> =>
	new Map(timers.flatMap(timer => timer.calls.map(name => [name, timer] as const)));

function holdersOf(replaces: readonly ReplaceRule[]): Map<string, Map<string, ReplaceRule>> {
	const found = new Map<string, Map<string, ReplaceRule>>();
	for (const replace of replaces) {
		for (const holder of replace.on ?? []) {
			const known = found.get(holder) ?? new Map<string, ReplaceRule>();
			for (const name of replace.calls) known.set(name, replace);
			found.set(holder, known);
		}
	}
	return found;
}

/** The library of which this file imports one of the specifiers, or uses a free object. */
export const isImported = ({modules}: {modules: ReadonlySet<string>}, mock: MockRule): boolean =>
	mock.modules.some(module => modules.has(module));
