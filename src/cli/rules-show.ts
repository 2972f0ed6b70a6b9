import {type ListedRule, listRules} from '../list-rules.ts';
import {renderHarmless} from '../report/harmless.ts';
import {InputError} from '../util/input-error.ts';
import {EXIT, type ExitCode} from './exit-codes.ts';
import {print} from './print.ts';
import type {RawArguments} from './scan-arguments.ts';
import type {World} from './world.ts';

/** `unfired rules show NAME`: by package or by one of the modules it is imported as. */
export async function runRulesShow(raw: RawArguments, world: World): Promise<ExitCode> {
	const name = String([raw.name].flat().at(-1) ?? '');
	const {rules, diagnostics} = listRules(world.cwd);
	const rule =
		rules.find(each => each.package === name) ?? rules.find(({modules}) => name !== '' && modules.includes(name));
	for (const {message} of diagnostics) await print(world.stderr, `unfired: ${message}\n`);
	if (!rule) throw new InputError(tellUnknown(name, rules));
	await print(world.stdout, `${renderRule(rule).map(renderHarmless).join('\n')}\n`);
	return EXIT.fine;
}

const MOST_NAMED = 5;

function tellUnknown(name: string, rules: readonly ListedRule[]): string {
	const near = rules.map(rule => rule.package).filter(each => name !== '' && each.includes(name));
	const hint =
		near.length > 0
			? `There are ${near.slice(0, MOST_NAMED).join(', ')}.`
			: 'See unfired rules list for those there are.';
	return `There is no rule for ${JSON.stringify(name)}. ${hint}`;
}

function renderRule(rule: ListedRule): string[] {
	const {package: name, modules, majors, checked, docs, catalogue, files} = rule;
	const versions = [majors.length > 0 ? `majors ${majors.join(', ')}` : '', checked && `read at ${checked}`];
	const said = versions.filter(Boolean).join('; ');
	return [
		said ? `${name} (${said})` : name,
		...(docs ? [docs] : []),
		`Imported as ${modules.join(', ')}. From ${[catalogue ? 'the catalogue' : '', ...files].filter(Boolean).join(' and ')}.`,
		...rule.sites.flatMap(site => ['', ...renderSite(site)]),
	];
}

const MOST_ENTRIES = 12;

function renderSite({kind, implicit, majors, entries, at, guards, arcs}: ListedRule['sites'][number]): string[] {
	const more = entries.length > MOST_ENTRIES ? ` and ${entries.length - MOST_ENTRIES} more` : '';
	const notes = [
		implicit ? 'by default' : '',
		majors ? `majors ${majors.join(', ')}` : '',
		at ? `at ${at.join(', ')}` : '',
	];
	const width = Math.max(...arcs.map(({arc}) => arc.length));
	return [
		[kind, ...notes.filter(Boolean)].join(' · '),
		`    from    ${entries.slice(0, MOST_ENTRIES).join(', ')}${more}`,
		`    guards  ${guards}`,
		...arcs.map(arc => `    ${arc.arc.padEnd(width)}  ${renderArc(arc)}`),
	];
}

function renderArc({shownBy, ruledOutBy}: ListedRule['sites'][number]['arcs'][number]): string {
	const onlyOut = ruledOutBy.filter(each => !shownBy.includes(each));
	const parts = [
		shownBy.length > 0 ? `shown by ${shownBy.join('; ')}` : 'inside the library: only a trace or a proof shows it',
		onlyOut.length > 0 ? `ruled out by ${onlyOut.join('; ')}` : '',
	];
	return parts.filter(Boolean).join('; ');
}
