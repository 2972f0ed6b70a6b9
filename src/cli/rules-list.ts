import {type ListedRule, type ListedRules, listRules} from '../list-rules.ts';
import {SITE_KINDS} from '../model/site.ts';
import {renderHarmless} from '../report/harmless.ts';
import {renderPlainJson} from '../report/plain-json.ts';
import {EXIT, type ExitCode} from './exit-codes.ts';
import {print} from './print.ts';
import type {RawArguments} from './scan-arguments.ts';
import type {World} from './world.ts';

/** `unfired rules list`: a line a package, or all of it as JSON. */
export async function runRulesList(raw: RawArguments, world: World): Promise<ExitCode> {
	const listed = listRules(world.cwd);
	const isJson = [raw.json].flat().at(-1) === true;
	await print(world.stdout, isJson ? renderRulesJson(listed) : renderRules(listed));
	if (!isJson) for (const {message} of listed.diagnostics) await print(world.stderr, `unfired: ${message}\n`);
	return EXIT.fine;
}

/** Version 1, like the report's: fields may be added, never renamed. */
const renderRulesJson = ({hash, rules, diagnostics}: ListedRules): string =>
	renderPlainJson({version: 1, hash, rules, diagnostics});

function renderRules({rules}: ListedRules): string {
	const rows = rules.map(rule => [
		rule.package,
		rule.majors.join(', ') || '-',
		kindsOf(rule, false),
		kindsOf(rule, true) && `by default: ${kindsOf(rule, true)}`,
		rule.files.join(', '),
	]);
	const widths = [0, 1].map(i => Math.max(...rows.map(row => row[i]!.length)));
	const lines = rows.map(([name, majors, ...rest]) =>
		[name!.padEnd(widths[0]!), majors!.padEnd(widths[1]!), rest.filter(Boolean).join('   ')].join('  '),
	);
	return `${[...lines, '', summary(rules)].map(renderHarmless).join('\n')}\n`;
}

function summary(rules: readonly ListedRule[]): string {
	const own = rules.filter(({files}) => files.length > 0).length;
	const mine = own === 0 ? 'none of your own' : `${own} of your own (.unfired/rules)`;
	return `${rules.filter(({catalogue}) => catalogue).length} packages in the catalogue, ${mine}. More: unfired rules show NAME`;
}

function kindsOf({sites}: ListedRule, isImplicit: boolean): string {
	const kinds = new Set(sites.filter(({implicit = false}) => implicit === isImplicit).map(({kind}) => kind));
	return SITE_KINDS.filter(kind => kinds.has(kind)).join(', ');
}
