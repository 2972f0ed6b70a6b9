import {ts} from '@ts-morph/common';

/** `text` with every variable and parameter inside functions renamed, those that hold functions apart: `url` becomes `ownUrl`. */
export function renameLocals(file: string, text: string): string {
	const checker = checkerOf(file, text);
	const edits: Array<{start: number; end: number; by: string}> = [];
	const rename = (node: ts.Identifier, symbol: ts.Symbol | undefined, key = '') => {
		if (symbol && isLocal(symbol))
			edits.push({
				start: node.getStart(),
				end: node.end,
				by: `${key}own${node.text[0]!.toUpperCase()}${node.text.slice(1)}`,
			});
	};
	const visit = (node: ts.Node): void => {
		if (ts.isIdentifier(node) && node.text !== 'this') {
			const {parent} = node;
			if (ts.isShorthandPropertyAssignment(parent) && parent.name === node)
				rename(node, checker.of.getShorthandAssignmentValueSymbol(parent), `${node.text}: `);
			else if (ts.isBindingElement(parent) && parent.name === node && takesKey(parent))
				rename(node, checker.of.getSymbolAtLocation(node), `${node.text}: `);
			else if (!isKey(node)) rename(node, checker.of.getSymbolAtLocation(node));
		}
		ts.forEachChild(node, visit);
	};
	visit(checker.source);
	return edits
		.sort((a, b) => b.start - a.start)
		.reduce((changed, {start, end, by}) => changed.slice(0, start) + by + changed.slice(end), text);
}

function checkerOf(file: string, text: string): {of: ts.TypeChecker; source: ts.SourceFile} {
	const kind = file.endsWith('.ts') ? ts.ScriptKind.TS : ts.ScriptKind.JSX;
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
	const host: ts.CompilerHost = {
		getSourceFile: name => (name === file ? source : undefined),
		getDefaultLibFileName: () => 'lib.d.ts',
		writeFile() {},
		getCurrentDirectory: () => '/',
		getCanonicalFileName: name => name,
		useCaseSensitiveFileNames: () => true,
		getNewLine: () => '\n',
		fileExists: name => name === file,
		readFile: () => undefined,
	};
	const options = {allowJs: true, noResolve: true, noLib: true, types: [], target: ts.ScriptTarget.Latest};
	return {of: ts.createProgram([file], options, host).getTypeChecker(), source};
}

const takesKey = ({parent, propertyName, dotDotDotToken}: ts.BindingElement): boolean =>
	ts.isObjectBindingPattern(parent) && !propertyName && !dotDotDotToken;

function isKey(node: ts.Identifier): boolean {
	const {parent} = node;
	if (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) return parent.name === node;
	return ts.isBindingElement(parent) && parent.propertyName === node;
}

function isLocal({name, valueDeclaration: declared}: ts.Symbol): boolean {
	let root: ts.Node | undefined = declared;
	while (root && (ts.isBindingElement(root) || ts.isObjectBindingPattern(root) || ts.isArrayBindingPattern(root)))
		root = root.parent;
	if (!root || name === 'arguments' || !(ts.isVariableDeclaration(root) || ts.isParameter(root))) return false;
	if (ts.isParameter(root) && ts.isParameterPropertyDeclaration(root, root.parent)) return false;
	const holdsFunction = ts.isVariableDeclaration(root) && root.initializer && ts.isFunctionLike(root.initializer);
	if (holdsFunction) return false;
	let around: ts.Node | undefined = root.parent;
	while (around && !ts.isFunctionLike(around)) around = around.parent;
	return around !== undefined && 'body' in around;
}
