/** A coverage record in Istanbul's AST shape whose counters stand where the given texts begin. */
export interface Record {
	path: string;
	statements?: Array<[text: string, count: number]>;
	functions?: Array<[text: string, body: string, count: number]>;
	/** Each arm's text and count. */
	branches?: Array<{type: string; at: string; arms: Array<[text: string, count: number]>}>;
	more?: object;
}

export function istanbulFile(source: string, {path, statements = [], functions = [], branches = [], more}: Record) {
	const place = (text: string) => locate(source, text);
	const numbered = <T>(values: T[]) => Object.fromEntries(values.map((value, id) => [String(id), value]));
	return {
		path,
		statementMap: numbered(statements.map(([text]) => place(text))),
		s: numbered(statements.map(([, count]) => count)),
		fnMap: numbered(functions.map(([text, body]) => ({name: 'f', decl: place(text), loc: place(body)}))),
		f: numbered(functions.map(([, , count]) => count)),
		branchMap: numbered(
			branches.map(({type, at, arms}) => ({type, loc: place(at), locations: arms.map(([text]) => place(text))})),
		),
		b: numbered(branches.map(({arms}) => arms.map(([, count]) => count))),
		...more,
	};
}

/** An empty text is a branch without a position. */
function locate(source: string, text: string) {
	if (text === '') return {start: {}, end: {}};
	const offset = source.indexOf(text);
	if (offset < 0) throw new Error(`no ${text}`);
	const before = source.slice(0, offset).split('\n');
	const start = {line: before.length, column: before.at(-1)!.length};
	return {start, end: {line: start.line, column: null}};
}
