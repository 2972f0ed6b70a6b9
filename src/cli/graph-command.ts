import {describeGraph} from '../describe-graph.ts';
import {GRAPH_FORMATS, GRAPH_RENDERERS, type GraphFormat} from '../report/graph.ts';
import {InputError} from '../util/input-error.ts';
import {EXIT, type ExitCode} from './exit-codes.ts';
import {print} from './print.ts';
import {flag, last, type RawArguments, text} from './scan-arguments.ts';
import {showProgress} from './show-progress.ts';
import type {World} from './world.ts';
import {writeOutput} from './write-output.ts';

/** `unfired graph [dir]`: the call graph and its figures. */
export async function runGraph(raw: RawArguments, world: World): Promise<ExitCode> {
	const format = formatOf(raw);
	const out = textOf(raw, 'out');
	const progress = showProgress(world, flag(raw, 'quiet'));
	let rendered: string;
	try {
		const [from, to, around] = ['from', 'to', 'around'].map(name => textOf(raw, name));
		const graph = describeGraph(
			{
				dir: textOf(raw, 'dir') ?? '.',
				cwd: world.cwd,
				...(from !== undefined && {from}),
				...(to !== undefined && {to}),
				...(around !== undefined && {around}),
				depth: depthOf(raw),
				precise: flag(raw, 'precise'),
			},
			progress.show,
		);
		rendered = GRAPH_RENDERERS[format](graph);
	} finally {
		progress.clear();
	}
	if (out === undefined) await print(world.stdout, rendered);
	else writeOutput('The graph', out, rendered, world.cwd);
	return EXIT.fine;
}

const textOf = (raw: RawArguments, name: string): string | undefined => text(last(raw, name));

function formatOf(raw: RawArguments): GraphFormat {
	const wanted = textOf(raw, 'format') ?? 'json';
	const format = GRAPH_FORMATS.find(known => known === wanted);
	if (!format)
		throw new InputError(
			`There is no graph format ${JSON.stringify(wanted)}. Choose one of ${GRAPH_FORMATS.join(', ')}.`,
		);
	return format;
}

const DEFAULT_DEPTH = 2;

function depthOf(raw: RawArguments): number {
	const depth = Number(textOf(raw, 'depth') ?? DEFAULT_DEPTH);
	if (!Number.isInteger(depth) || depth < 1) throw new InputError('--depth must be a whole number of at least 1.');
	return depth;
}
