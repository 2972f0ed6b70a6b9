import {ts} from '@ts-morph/common';
import {placesOf} from '../model/condition.ts';
import type {IgnoreHint, IgnoringTool} from '../model/ignore.ts';
import type {SiteDraft} from '../model/site.ts';
import {positionOf} from './places.ts';
import type {FileIndex} from './walk.ts';

/** Told by their first word: what looks like a comment inside a string (a URL, a glob) must not swallow the next one. */
const COMMENT =
	/\/\*(?=[\s*]*(?:istanbul|c8|v8|node:coverage)\s)([\s\S]*?)\*\/|\/\/(?=[\s*]*(?:istanbul|c8|v8|node:coverage)\s)(.*)/g;
const ORDER =
	/^[\s*]*(istanbul|c8|v8|node:coverage)\s+(?:ignore\s+(next|if|else|file|start|stop)|(enable|disable))(?![\w-])(?:\s+(\d+))?([\s\S]*)$/;

interface Order {
	tool: IgnoringTool;
	word: string;
	count: number | undefined;
	reason: string | null;
	/** Offset behind the comment, and the line it stands on. */
	end: number;
	line: number;
}

/**
 * Comments that hide code from coverage: `istanbul ignore next | if | else | file`, `c8 | v8 ignore next [n] | start |
 * stop`, `node:coverage ignore next [n] | disable | enable`. Tools differ in what `next` means (the next node, or so many
 * lines): the lines of both are taken, for what is hidden must not be counted by either.
 */
export function extractIgnoreHints(index: FileIndex): IgnoreHint[] {
	const orders = ordersIn(index);
	const last = index.source.getLineStarts().length;
	return orders.flatMap((order, at) => {
		const lines = linesOf(index, order, orders.slice(at + 1), last);
		const {tool, line, reason} = order;
		const whole = order.word === 'file' ? {whole: true as const} : {};
		return lines ? [{tool, line, from: lines[0], until: lines[1], reason, ...whole}] : [];
	});
}

function ordersIn(index: FileIndex): Order[] {
	// Most files hold none, and looking through all comments takes time.
	if (!/(?:istanbul|c8|v8|node:coverage)\s+(?:ignore|disable)/.test(index.text)) return [];
	return [...index.text.matchAll(COMMENT)].flatMap(found => {
		const [, tool, word, mode, count, rest = ''] = ORDER.exec(found[1] ?? found[2] ?? '') ?? [];
		if (tool === undefined) return [];
		const [line] = positionOf(index, found.index);
		const order = mode === undefined ? word! : mode === 'disable' ? 'start' : 'stop';
		return [
			{
				tool: tool as IgnoringTool,
				word: order,
				count: count === undefined ? undefined : Number(count),
				reason: reasonIn(rest),
				end: found.index + found[0].length,
				line,
			},
		];
	});
}

/** What is left but for marks that keep the comment through a build. */
function reasonIn(text: string): string | null {
	const said = text
		.replace(/@preserve\b/g, '')
		.replace(/[\s*]+/g, ' ')
		.replace(/^[\s:,.(\u2013\u2014-]+/, '')
		.replace(/[\s)\u2013\u2014-]+$/, '');
	return said === '' ? null : said.slice(0, 200);
}

function linesOf(
	index: FileIndex,
	order: Order,
	later: readonly Order[],
	last: number,
): readonly [number, number] | undefined {
	switch (order.word) {
		case 'file':
			return [1, last];
		case 'start':
			return [order.line, later.find(({tool, word}) => tool === order.tool && word === 'stop')?.line ?? last];
		case 'next':
			return nextLines(index, order);
		case 'if':
		case 'else':
			return branchLines(index, order);
		default:
			return undefined;
	}
}

function nextLines(index: FileIndex, {tool, count, end, line}: Order): readonly [number, number] | undefined {
	const [endLine] = positionOf(index, end);
	if (count !== undefined) return [endLine + 1, endLine + count];
	const node = nodeBehind(index, end);
	const lines = node && linesOfNode(index, node);
	// By lines: the one behind the comment, or its own where it stands among code.
	const own = tool === 'istanbul' ? undefined : isAlone(index, line, end) ? endLine + 1 : line;
	if (own === undefined) return lines;
	return lines ? [Math.min(own, lines[0]), Math.max(own, lines[1])] : [own, own];
}

function branchLines(index: FileIndex, {word, end}: Order): readonly [number, number] | undefined {
	const node = nodeBehind(index, end);
	if (!node || !ts.isIfStatement(node)) return undefined;
	const branch = word === 'if' ? node.thenStatement : node.elseStatement;
	return branch && linesOfNode(index, branch);
}

function isAlone(index: FileIndex, line: number, end: number): boolean {
	const starts = index.source.getLineStarts();
	const before = index.text.slice(starts[line - 1], end).replace(/\/\*[\s\S]*$|\/\/.*$/, '');
	return !/\w/.test(before);
}

function linesOfNode(index: FileIndex, node: ts.Node): readonly [number, number] {
	return [positionOf(index, node.getStart(index.source))[0], positionOf(index, node.end)[0]];
}

/** The outermost node that begins behind an offset, with nothing but blanks and comments in between. */
function nodeBehind(index: FileIndex, offset: number): ts.Node | undefined {
	const start = skipTrivia(index.text, offset);
	let at: ts.Node | undefined = index.source;
	while (at) {
		let next: ts.Node | undefined;
		at.forEachChild(child => {
			if (next || child.end <= start || child.pos > start) return;
			next = child;
		});
		if (next?.getStart(index.source) === start && next.kind !== ts.SyntaxKind.SyntaxList) return next;
		at = next;
	}
	return undefined;
}

export function skipTrivia(text: string, offset: number): number {
	let at = offset;
	for (;;) {
		const found: RegExpExecArray | null = /^(?:\s+|\/\/.*|\/\*[\s\S]*?\*\/)/.exec(text.slice(at, at + 2000));
		if (!found) return at;
		at += found[0].length;
	}
}

/** Marks the arcs whose witnesses stand on hidden lines. */
export function markHidden(sites: readonly SiteDraft[], hints: readonly IgnoreHint[] = []): SiteDraft[] {
	if (hints.length === 0) return [...sites];
	const over = (lines: readonly number[]) =>
		hints.find(({from, until}) => lines.some(line => line >= from && line <= until));
	return sites.map(site => ({
		...site,
		arcs: site.arcs.map(arc => {
			const shown = arc.witnesses.length > 0 ? arc.witnesses : placesOf(arc.fires);
			const hint = over(shown.length > 0 ? shown.flatMap(({line, first}) => [line, first?.line ?? line]) : [site.line]);
			if (!hint) return arc;
			const {tool, line, reason, whole} = hint;
			return {...arc, hidden: {tool, line, reason, ...(whole && {whole})}};
		}),
	}));
}
