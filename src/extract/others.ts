import {ts} from '@ts-morph/common';
import type {RuleBook} from '../model/rule.ts';
import type {CallRef, ProjectView} from '../model/view.ts';
import {namedModules} from './named-modules.ts';
import {type CallNode, type FileIndex, indexFile, type Others} from './walk.ts';

/** The files of a project as far as they are asked for. */
export interface Shelf {
	/** Read and indexed at most once, so that the nodes of a file are always the same. */
	open(file: string): FileIndex | undefined;
}

/** Lets each file that is opened look into the others. */
export function openShelf(view: ProjectView, book: RuleBook, read: (file: string) => string | undefined): Shelf {
	const byFile = new Map<string, FileIndex | undefined>();
	const bySource = new Map<ts.SourceFile, FileIndex>();
	const open = (file: string): FileIndex | undefined => {
		if (byFile.has(file)) return byFile.get(file);
		const text = read(file);
		const index = text === undefined ? undefined : {...indexFile(file, text), others, named: namedModules(book, file)};
		byFile.set(file, index);
		if (index) bySource.set(index.source, index);
		return index;
	};
	const home = (node: ts.Node): FileIndex | undefined => bySource.get(node.getSourceFile());
	const others: Others = {
		home,
		imported(from, specifier) {
			// Known by its package, whatever file the project may have for it.
			if (Object.hasOwn(book.modules, specifier)) return undefined;
			const file = view.resolve(from.file, specifier);
			return file === undefined ? undefined : open(file);
		},
		argumentsFor: parameter => argumentsFor({view, home, open}, parameter),
		functionsOf: call =>
			onCall(home, call, (file, id) => view.functionsOf(file, id)).flatMap(
				({file, fn}) => open(file)?.functions[fn] ?? [],
			),
		calledOf(call) {
			const index = home(call);
			const id = index?.idOf.get(call);
			return index && id !== undefined ? view.calledOf(index.file, id) : undefined;
		},
		isWritten: view.isWritten,
	};
	return {open};
}

function onCall<T>(home: Others['home'], call: CallNode, ask: (file: string, id: number) => T[]): T[] {
	const index = home(call);
	const id = index?.idOf.get(call);
	return index && id !== undefined ? ask(index.file, id) : [];
}

interface Place extends Shelf {
	view: ProjectView;
	home: Others['home'];
}

/** More callers than this say no more than some of them. */
const MOST_CALLERS = 12;

function argumentsFor(place: Place, parameter: ts.ParameterDeclaration): ReturnType<Others['argumentsFor']> {
	const fn = parameter.parent;
	const index = place.home(fn);
	const id = index?.idOf.get(fn);
	if (!index || id === undefined || parameter.dotDotDotToken) return {given: [], all: false};
	const {calls, all} = place.view.callersOf(index.file, id);
	const position = fn.parameters.indexOf(parameter);
	const near = calls.filter(({file}) => file === index.file);
	const far = calls.filter(({file}) => file !== index.file);
	const asked = [...near, ...far].slice(0, MOST_CALLERS);
	const found = asked.map(call => argumentAt(place, call, position));
	const known = found.filter(each => each !== 'unknown');
	return {given: known, all: all && known.length === calls.length};
}

function argumentAt({open}: Shelf, {file, call}: CallRef, position: number): ts.Expression | undefined | 'unknown' {
	const node = open(file)?.calls[call];
	if (!node) return 'unknown';
	const given = (node.arguments ?? []).slice(0, position + 1);
	return given.some(ts.isSpreadElement) ? 'unknown' : given[position];
}
