import type {MockRule, RunnerRule, TestRules} from '../model/test-rule.ts';

/** Runners and mock libraries as Markdown, a table each. */
export function renderTests({runners, mocks}: TestRules): string[] {
	return [
		`# Runners: ${runners.length}`,
		'',
		...table(['Runner', 'Tests', 'Suites', 'Hooks', 'No evidence'], runners.map(rowOfRunner)),
		'',
		`# Mock libraries: ${mocks.length}`,
		'',
		...table(['Library', 'Read', 'What its rule knows', 'What it cannot show'], mocks.map(rowOfMock)),
		'',
	];
}

function table(head: readonly string[], rows: readonly string[][]): string[] {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

const codes = (names: readonly string[] = []): string => names.map(name => `\`${name}\``).join(', ');

const rowOfRunner = ({runner, docs, test, suite, hook, skipped = {}, modes = {}}: RunnerRule): string[] => [
	`[${runner}](${docs})`,
	codes(test),
	codes(suite),
	codes(hook),
	codes([...(skipped.test ?? []), ...(skipped.suite ?? []), ...Object.keys(modes).map(mode => `.${mode}`)]),
];

const rowOfMock = (rule: MockRule): string[] => [
	`[${rule.mock}](${rule.docs})`,
	rule.checked,
	knownOf(rule),
	[
		rule.hides === 'retries' ? "the client's own retries" : '',
		rule.engine === 'happy-path' ? 'any failure: an engine in memory' : '',
	]
		.filter(Boolean)
		.join(', '),
];

function knownOf({controls = [], replaces = [], makes = [], http, timers = [], inert}: MockRule): string {
	const names = [
		...controls.flatMap(({calls}) => calls),
		...replaces.flatMap(({calls}) => calls),
		...makes.flatMap(({calls}) => calls),
		...(http ? [...Object.keys(http.replies), ...http.verbs] : []),
		...timers.flatMap(({calls}) => calls),
	];
	const more = names.length - MOST_NAMES;
	return inert ?? codes(names.slice(0, MOST_NAMES)) + (more > 0 ? ` and ${more} more` : '');
}

const MOST_NAMES = 8;
