import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import {ts} from '@ts-morph/common';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

export interface SourceModule {
	/** Relative to `src`. */
	file: string;
	/** `cli`, `extract` …; `scan` for the files beside the rooms. */
	room: string;
	lines: number;
	/** Relative imports as paths relative to `src`, others as written. */
	imports: string[];
	/** Names of the process around the program that the file uses as values. */
	globals: string[];
}

const WATCHED = new Set(['console', 'process', 'eval', 'Function', 'require']);

/** Every file of `src` with what it really imports: static, re-exported, dynamic and type imports alike. */
export function readModules(): SourceModule[] {
	const src = join(ROOT, 'src');
	const files = readdirSync(src, {recursive: true, encoding: 'utf8'}).filter(file => file.endsWith('.ts'));
	return files.sort().map(file => {
		const text = readFileSync(join(src, file), 'utf8');
		const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
		const imports: string[] = [];
		const globals = new Set<string>();
		const visit = (node: ts.Node): void => {
			const specifier = specifierOf(node);
			if (specifier !== undefined)
				imports.push(specifier.startsWith('.') ? relative(src, join(src, dirname(file), specifier)) : specifier);
			if (ts.isIdentifier(node) && WATCHED.has(node.text) && isGlobal(node)) globals.add(node.text);
			ts.forEachChild(node, visit);
		};
		visit(source);
		const room = file.includes('/') ? file.slice(0, file.indexOf('/')) : 'scan';
		return {file, room, lines: text.split('\n').length - 1, imports, globals: [...globals]};
	});
}

/** A dynamic import of something computed counts as `<computed>`. */
function specifierOf(node: ts.Node): string | undefined {
	const isImportCall = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
	const found =
		ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
			? node.moduleSpecifier
			: ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
				? node.argument.literal
				: isImportCall
					? node.arguments[0]
					: undefined;
	if (found === undefined) return undefined;
	return ts.isStringLiteralLike(found) ? found.text : '<computed>';
}

/** Not a member name, a key or a type. */
function isGlobal(node: ts.Identifier): boolean {
	const {parent} = node;
	if (ts.isTypeReferenceNode(parent)) return false;
	if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
	return !('name' in parent && parent.name === node);
}
