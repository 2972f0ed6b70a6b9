import {ts} from '@ts-morph/common';
import type {Suppression} from '../model/suppression.ts';
import {skipTrivia} from './ignore-hints.ts';
import {positionOf} from './places.ts';
import type {FileIndex} from './walk.ts';

const COMMENT = /\/\*[\s*]*unfired-ignore(?![\w])([\s\S]*?)\*\/|\/\/[\s*]*unfired-ignore(?![\w])(.*)/g;
const MOST_REASON = 200;

interface Order {
	word: string;
	targets: string[];
	reason: string | null;
	line: number;
	/** Offset behind the comment. */
	end: number;
}

/**
 * Comments that put findings aside: `unfired-ignore-next-line`, `-start` and `-end`, `-file`, each with the kinds, arcs and
 * flaws that are meant (all where none is named) and a reason behind ` -- `.
 */
export function extractSuppressions(index: FileIndex): Suppression[] {
	// Most files hold none.
	if (!index.text.includes('unfired-ignore')) return [];
	const orders = [...index.text.matchAll(COMMENT)]
		.filter(found => isComment(index, found.index))
		.map(found => readOrder(index, found));
	const last = index.source.getLineStarts().length;
	return orders.flatMap((order, at) => suppressionOf(index, order, orders.slice(at + 1), last) ?? []);
}

function readOrder(index: FileIndex, found: RegExpExecArray): Order {
	const text = found[1] ?? found[2] ?? '';
	const [, word = '', rest = ''] = /^(?:-([\w-]*))?([\s\S]*)$/.exec(text)!;
	const [, names = '', reason = ''] = /^([\s\S]*?)(?:(?:^|\s)--(?:\s([\s\S]*))?)?$/.exec(rest)!;
	return {
		word,
		targets: names.split(/[\s,*]+/).filter(Boolean),
		reason: onOneLine(reason) || null,
		line: positionOf(index, found.index)[0],
		end: found.index + found[0].length,
	};
}

const onOneLine = (text: string): string =>
	text
		.replace(/\s*\n[\s*]*|\s+/g, ' ')
		.trim()
		.slice(0, MOST_REASON);

function suppressionOf(
	index: FileIndex,
	{word, targets, reason, line, end}: Order,
	later: readonly Order[],
	last: number,
): Suppression | undefined {
	switch (word) {
		case 'file':
			return {scope: 'file', line, from: 1, until: last, targets, reason};
		case 'start':
			return {
				scope: 'lines',
				line,
				from: line,
				until: later.find(order => order.word === 'end')?.line ?? last,
				targets,
				reason,
			};
		case 'next-line': {
			const next = nextCodeLine(index, end);
			return {scope: 'next-line', line, from: next, until: next, targets, reason};
		}
		case 'end':
			return undefined;
		default:
			return {scope: 'next-line', line, from: line, until: line, targets: [], reason: null, unknown: word};
	}
}

/** Other comments may stand between, and the brace that ends `{/* … *\/}` in JSX. */
function nextCodeLine(index: FileIndex, end: number): number {
	const {text} = index;
	const [own] = positionOf(index, end);
	let at = skipTrivia(text, end);
	if (text[at] === '}' && isAloneInBraces(index, at)) at = skipTrivia(text, at + 1);
	// Behind code on its line it speaks of the next one all the same.
	const [line] = positionOf(index, at);
	return line === own ? own + 1 : line;
}

const isAloneInBraces = (index: FileIndex, offset: number): boolean => {
	const node = innermost(index, offset);
	return ts.isJsxExpression(node) && node.expression === undefined;
};

/** False in strings, templates, regular expressions and the text of JSX. */
function isComment(index: FileIndex, offset: number): boolean {
	const node = innermost(index, offset);
	return !(
		ts.isStringLiteralLike(node) ||
		ts.isTemplateHead(node) ||
		ts.isTemplateMiddleOrTemplateTail(node) ||
		ts.isRegularExpressionLiteral(node) ||
		ts.isJsxText(node)
	);
}

/** The innermost node around an offset, what stands before its first token not counted. */
function innermost(index: FileIndex, offset: number): ts.Node {
	let at: ts.Node = index.source;
	for (;;) {
		let next: ts.Node | undefined;
		ts.forEachChild(at, child => {
			if (child.pos > offset || child.end <= offset) return;
			const start = ts.isJsxText(child) ? child.pos : child.getStart(index.source);
			if (start <= offset) next = child;
		});
		if (!next) return at;
		at = next;
	}
}
