// Ways to damage a coverage file. Each is of a kind that a reader can notice, or that lowers whole files: a change that
// makes another valid file with higher counts may rightly fire more, so it is not made: 0 made 1, one counter of a pair
// lowered, a V8 range left out or its border moved within its function, a function left out of compiled text's list, two
// arms or two counts exchanged, lines of one file put whole into the XML of another. What is made:
//
// - text: cut off, bytes changed (digits apart), pieces put in, taken away or doubled, other encodings;
// - JSON: members left out, doubled, put in another order, replaced by what does not belong there;
// - counters that are no counts, or all of a file's counters 0;
// - positions: all of a file moved, or one counter of an instrumenter;
// - paths of other roots and systems, of other files, of Object.prototype; the content of two files exchanged.
//
// Every kind is held to all three promises: no crash, no hang, no arc fired that the whole file does not show.

/** Deterministic numbers from 0 to 1 (mulberry32). */
export function createRandom(seed) {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

/** @returns {{kind: string, bytes: Buffer}} */
export function mutate(base, random) {
	const tools = createTools(random);
	const kinds = [...Object.entries(TEXT), ...Object.entries(BY_FORMAT[base.format])];
	const [kind, change] = tools.pick(kinds);
	const changed = change(base.text, tools);
	return {kind, bytes: Buffer.isBuffer(changed) ? changed : Buffer.from(changed)};
}

function createTools(random) {
	const below = n => Math.floor(random() * n);
	const pick = list => list[below(list.length)];
	const shuffle = list => {
		for (let i = list.length - 1; i > 0; i--) {
			const other = below(i + 1);
			[list[i], list[other]] = [list[other], list[i]];
		}
		return list;
	};
	return {random, below, pick, shuffle, chance: share => random() < share};
}

const DIGIT = /[0-9]/;
const isDigit = byte => byte >= 0x30 && byte <= 0x39;

const TEXT = {
	'cut off': (text, {below}) => text.slice(0, below(text.length)),
	'bytes changed': (text, {below}) => {
		const bytes = Buffer.from(text);
		for (let left = 1 + below(8); left > 0; left--) {
			const at = below(bytes.length);
			let byte = below(256);
			if (isDigit(byte)) byte = 0x21;
			// A digit may be a count or a position of another, valid file; so may what stands between two.
			if (!isDigit(bytes[at]) && !isDigit(bytes[at - 1] ?? 0) && !isDigit(bytes[at + 1] ?? 0)) bytes[at] = byte;
		}
		return bytes;
	},
	'a piece put in': (text, {below, pick}) => {
		const at = below(text.length);
		const piece = pick([
			'\0',
			'}',
			']',
			'"',
			'{',
			'\n',
			'<',
			']]>',
			'\uD800',
			' '.repeat(1000),
			'end_of_record\n',
			'<!--',
			'{"a":',
		]);
		return DIGIT.test(text[at - 1] ?? '') && DIGIT.test(text[at]) ? text : text.slice(0, at) + piece + text.slice(at);
	},
	'nothing but': (_, {pick}) =>
		pick([
			'',
			' ',
			'\n',
			'{}',
			'[]',
			'null',
			'0',
			'"',
			'{"result":[]}',
			'{"result":{}}',
			'<coverage/>',
			'TN:',
			'\0\0\0',
			'[['.repeat(1e5),
		]),
	'other encoding': (text, {pick}) =>
		pick([
			() => `\uFEFF${text}`,
			() => Buffer.from(`\uFEFF${text}`, 'utf16le'),
			() => Buffer.from(text, 'utf16le'),
			() => Buffer.from(text, 'utf16le').swap16(),
			() => Buffer.concat([Buffer.from([0xff, 0xfe, 0xfd]), Buffer.from(text)]),
			() => text.replaceAll('\n', '\r\n'),
			() => text + '\0'.repeat(100),
			() => text + text,
		])(),
};

const parsed = change => (text, tools) => {
	const document = JSON.parse(text);
	return JSON.stringify(change(document, tools) ?? document);
};

/** The record of a file, wherever the writer put it. */
const recordsOf = document => Object.values(document).map(value => value.data ?? value);

const NO_COUNT = [-1, -0.5, 0.5, 1e308, '7', null, true, [], {}, '__NAN__', '__HUGE__'];
const unquote = text => text.replaceAll('"__NAN__"', 'NaN').replaceAll('"__HUGE__"', '1e999');

const GARBAGE = ({below, pick}) =>
	pick([
		null,
		0,
		-1,
		'',
		'x',
		[],
		{},
		[[[[]]]],
		{length: 3},
		{toString: 1},
		JSON.parse('{"__proto__": {"s": {"0": 1}}, "constructor": 1}'),
		JSON.parse('['.repeat(2000) + ']'.repeat(2000)),
		Array.from({length: below(50)}, (_, i) => i),
	]);

function countersOf(record) {
	return [record.s, record.f, ...Object.values(record.b)].flatMap(holder =>
		Object.keys(holder).map(key => [holder, key]),
	);
}

const isLineShaped = record => Object.values(record.branchMap).every(({type}) => type === 'branch');

const moveLine = location => by => {
	for (const end of ['start', 'end']) if (typeof location?.[end]?.line === 'number') location[end].line += by;
};

function locationsOf(record) {
	return [
		...Object.values(record.statementMap),
		...Object.values(record.fnMap).flatMap(({decl, loc}) => [decl, loc]),
		...Object.values(record.branchMap).flatMap(({loc, locations}) => [loc, ...locations]),
	].filter(Boolean);
}

const PATHS = (path, others, {pick}) =>
	pick([
		'__proto__',
		'constructor',
		'',
		'/',
		'..',
		'\0',
		'file:///%',
		'file://host/share/x.ts',
		`C:\\ci\\${path.replaceAll('/', '\\')}`,
		`/elsewhere/${path}`,
		path.toUpperCase(),
		`${path}?x=1`,
		pick(others),
		pick(others),
	]);

const ISTANBUL = {
	'a member left out': parsed((document, tools) => {
		const record = tools.pick(recordsOf(document));
		const field = tools.pick(Object.keys(record));
		const inside = record[field];
		// Without a range its points read the count around them, as in a file that never had it.
		const isRange = isLineShaped(record) && (field === 'branchMap' || field === 'b');
		if (tools.chance(0.3) || typeof inside !== 'object' || inside === null || isRange) delete record[field];
		else for (let left = 1 + tools.below(3); left > 0; left--) delete inside[tools.pick(Object.keys(inside))];
	}),
	'a counter and its place left out': parsed((document, tools) => {
		const record = tools.pick(recordsOf(document));
		const [map, counts] = tools.pick([
			['statementMap', 's'],
			['fnMap', 'f'],
			...(isLineShaped(record) ? [] : [['branchMap', 'b']]),
		]);
		for (const id of Object.keys(record[counts])) {
			if (!tools.chance(0.2)) continue;
			delete record[map][id];
			delete record[counts][id];
		}
	}),
	'a file left out': parsed((document, tools) => {
		delete document[tools.pick(Object.keys(document))];
	}),
	'a file doubled': parsed((document, tools) => {
		const key = tools.pick(Object.keys(document));
		document[`/again/${key}`] = document[key];
	}),
	'another order': parsed((document, tools) => {
		const shuffled = value => Object.fromEntries(tools.shuffle(Object.entries(value)));
		for (const [key, value] of Object.entries(document)) document[key] = shuffled(value);
		return shuffled(document);
	}),
	'no counts': (text, tools) =>
		unquote(
			parsed((document, {pick, below}) => {
				const counters = countersOf(pick(recordsOf(document)));
				for (let left = 1 + below(5); left > 0 && counters.length > 0; left--) {
					const [holder, key] = pick(counters);
					holder[key] = pick(NO_COUNT);
				}
			})(text, tools),
		),
	'no positions': parsed((document, {pick, below}) => {
		const locations = locationsOf(pick(recordsOf(document)));
		for (let left = 1 + below(5); left > 0 && locations.length > 0; left--) {
			const location = pick(locations);
			const end = pick(['start', 'end']);
			if (location[end]) location[end][pick(['line', 'column'])] = pick([-5, 0.5, 1e308, '7', null, [], 1e9]);
		}
	}),
	'all counters 0': parsed((document, {pick}) => {
		for (const [holder, key] of countersOf(pick(recordsOf(document))))
			holder[key] = Array.isArray(holder[key]) ? holder[key].map(() => 0) : 0;
	}),
	'all lines moved': parsed((document, {pick}) => {
		const by = pick([-2, -1, 1, 2, 7]);
		for (const location of locationsOf(pick(recordsOf(document)))) moveLine(location)(by);
	}),
	'lines moved from somewhere on': parsed((document, {pick, below}) => {
		const record = pick(recordsOf(document));
		const from = 1 + below(Math.max(1, ...locationsOf(record).map(({start}) => start?.line ?? 0)));
		for (const location of locationsOf(record)) if (location.start?.line >= from) moveLine(location)(1);
	}),
	'one counter moved': parsed((document, {pick}) => {
		const record = pick(recordsOf(document));
		const locations = locationsOf(record);
		if (isLineShaped(record) || locations.length === 0) return;
		const location = pick(locations);
		if (location.start) location.start[pick(['line', 'column'])] += pick([-3, -1, 1, 2, 10]);
	}),
	'other paths': parsed((document, tools) => {
		const keys = Object.keys(document);
		for (let left = 1 + tools.below(3); left > 0; left--) {
			const record = tools.pick(recordsOf(document));
			record.path = PATHS(record.path, keys, tools);
		}
	}),
	'files exchanged': parsed((document, {pick}) => {
		const [a, b] = [pick(recordsOf(document)), pick(recordsOf(document))];
		[a.path, b.path] = [b.path, a.path];
	}),
	garbage: parsed((document, tools) => {
		const record = tools.pick(recordsOf(document));
		const field = tools.pick(Object.keys(record));
		const inside = record[field];
		const isRange = isLineShaped(record) && (field === 'branchMap' || field === 'b');
		if (isRange || tools.chance(0.3) || typeof inside !== 'object' || inside === null) record[field] = GARBAGE(tools);
		else inside[tools.pick([...Object.keys(inside), 'x', '__proto__'])] = GARBAGE(tools);
	}),
	'a range replaced': parsed((document, tools) => {
		const record = tools.pick(recordsOf(document));
		const [map, id] = tools.pick([
			...Object.keys(record.branchMap).map(key => ['branchMap', key]),
			...Object.keys(record.b).map(key => ['b', key]),
			['s', 'x'],
		]);
		record[map][id] = GARBAGE(tools);
	}),
};

const functionsOf = document => document.result.flatMap(({functions}) => functions);

const V8 = {
	'a script left out': parsed((document, {below}) => {
		document.result.splice(below(document.result.length), 1);
	}),
	'a script doubled': parsed((document, {pick}) => {
		document.result.push(pick(document.result));
	}),
	// In compiled text nothing tells that a function is missing from the list.
	'a function left out': parsed((document, {pick, below}) => {
		if (document['source-map-cache']) return;
		const {functions} = pick(document.result);
		functions.splice(below(functions.length), 1);
	}),
	'another order': parsed((document, {shuffle}) => {
		shuffle(document.result);
		for (const script of document.result) shuffle(script.functions);
	}),
	'ranges in another order': parsed((document, {shuffle}) => {
		for (const {ranges} of functionsOf(document)) shuffle(ranges);
	}),
	'a field left out': parsed((document, {pick}) => {
		const holder = pick([
			pick(document.result),
			pick(functionsOf(document)),
			pick(pick(functionsOf(document)).ranges),
			document,
		]);
		delete holder[pick(Object.keys(holder))];
	}),
	'no counts': (text, tools) =>
		unquote(
			parsed((document, {pick}) => {
				const range = pick(pick(functionsOf(document)).ranges);
				range[pick(['count', 'startOffset', 'endOffset'])] = pick(NO_COUNT);
			})(text, tools),
		),
	'all counters 0': parsed((document, {pick}) => {
		for (const {ranges} of pick(document.result).functions) for (const range of ranges) range.count = 0;
	}),
	'all offsets moved': parsed((document, {pick}) => {
		const by = pick([-3, -1, 1, 2, 40]);
		for (const {ranges} of pick(document.result).functions) {
			for (const range of ranges) {
				range.startOffset = Math.max(0, range.startOffset + by);
				range.endOffset += by;
			}
		}
	}),
	'ranges that cross': parsed((document, {pick}) => {
		const {ranges} = pick(functionsOf(document));
		const [outer] = ranges;
		if (ranges.length > 1)
			pick(ranges.slice(1))[pick(['startOffset', 'endOffset'])] = pick([outer.startOffset - 1, outer.endOffset + 1]);
	}),
	'other paths': parsed((document, tools) => {
		const script = tools.pick(document.result);
		script.url = PATHS(
			script.url.replace('file://', ''),
			document.result.map(({url}) => url),
			tools,
		);
	}),
	'files exchanged': parsed((document, {pick}) => {
		const [a, b] = [pick(document.result), pick(document.result)];
		[a.url, b.url] = [b.url, a.url];
	}),
	'source maps exchanged, left out or broken': parsed((document, tools) => {
		const cache = document['source-map-cache'];
		if (!cache) return;
		const [a, b] = [tools.pick(Object.keys(cache)), tools.pick(Object.keys(cache))];
		tools.pick([
			() => delete document['source-map-cache'],
			() => delete cache[a],
			() => delete cache[a].data[tools.pick(Object.keys(cache[a].data))],
			() => ([cache[a], cache[b]] = [cache[b], cache[a]]),
			() => cache[a].lineLengths.pop(),
			() => cache[a].lineLengths.shift(),
			() => (cache[a].lineLengths = GARBAGE(tools)),
			() => (cache[a].data.mappings = cache[a].data.mappings.slice(tools.below(20))),
			() => (cache[a].data.mappings = cache[a].data.mappings.slice(0, tools.below(500))),
			() => (cache[a].data.mappings = `;${cache[a].data.mappings}`),
			() => (cache[a].data.sources = cache[b].data.sources),
			() => (cache[a].data = GARBAGE(tools)),
		])();
	}),
	garbage: parsed((document, tools) => {
		const holder = tools.pick([
			document.result,
			tools.pick(document.result),
			tools.pick(functionsOf(document)),
			document,
		]);
		holder[tools.pick([...Object.keys(holder), 'x'])] = GARBAGE(tools);
	}),
};

const lines = change => (text, tools) => {
	const all = text.split('\n');
	return (change(all, tools) ?? all).join('\n');
};

const pickLine = (all, {below}) => below(all.length);

const COUNT = /DA:|hits=|count=/;

/** The same document where only the first file ran: a shard that others' counts must not be missed in. */
export function idle({format, text}) {
	const document = JSON.parse(text);
	if (format === 'v8') {
		for (const {functions} of document.result.slice(1))
			for (const {ranges} of functions) for (const range of ranges) range.count = 0;
	} else {
		for (const record of recordsOf(document).slice(1))
			for (const [holder, key] of countersOf(record))
				holder[key] = Array.isArray(holder[key]) ? holder[key].map(() => 0) : 0;
	}
	return JSON.stringify(document);
}

/** Of the text formats a line is a member: a record, an element's tag. */
const LINES = {
	'lines left out': lines((all, tools) => {
		for (let left = 1 + tools.below(4); left > 0; left--) all.splice(pickLine(all, tools), 1);
	}),
	'a stretch left out': lines((all, tools) => {
		const [from, length] = [pickLine(all, tools), tools.below(40)];
		// XML stays whole where a file's end and the next one's beginning go: one file then has the other's lines.
		if (!all.slice(from, from + length).some(line => /<(class|file) /.test(line))) all.splice(from, length);
	}),
	'lines exchanged': lines((all, tools) => {
		const [a, b] = [pickLine(all, tools), pickLine(all, tools)];
		// A count that stands in another record, or where another count stood, would be another valid file.
		if (!COUNT.test(all[a] + all[b])) [all[a], all[b]] = [all[b], all[a]];
	}),
	'no counts': lines((all, tools) => {
		const at = pickLine(all, tools);
		all[at] = all[at].replace(/\d+/, tools.pick(['-1', '0.5', '1e308', 'NaN', '', '0x1', '99999999999999999999', '٣']));
	}),
	'deep nesting': lines((all, tools) => {
		all.splice(pickLine(all, tools), 0, '<x>'.repeat(5000));
	}),
};

const LCOV = {
	...LINES,
	'paths exchanged': lines((all, tools) => {
		const at = all.flatMap((line, index) => (line.startsWith('SF:') ? [index] : []));
		const [a, b] = [tools.pick(at), tools.pick(at)];
		[all[a], all[b]] = [all[b], all[a]];
	}),
	'other paths': lines((all, tools) => {
		const at = tools.pick(all.flatMap((line, index) => (line.startsWith('SF:') ? [index] : [])));
		all[at] = `SF:${PATHS(
			all[at].slice(3),
			all.filter(line => line.startsWith('SF:')).map(line => line.slice(3)),
			tools,
		)}`;
	}),
	'all lines of a file moved': lines((all, tools) => {
		const from = tools.pick(all.flatMap((line, index) => (line.startsWith('SF:') ? [index] : [])));
		const by = tools.pick([-1, 1, 2, 7]);
		for (let at = from; at < all.length && all[at] !== 'end_of_record'; at++)
			all[at] = all[at].replace(/^(DA|BRDA|FN):(\d+)/, (_, name, line) => `${name}:${Math.max(1, Number(line) + by)}`);
	}),
};

const ATTRIBUTE = /(filename|path|name)="([^"]*)"/;

const XML = {
	...LINES,
	'paths exchanged': lines((all, tools) => {
		const at = all.flatMap((line, index) => (/<(class|file) /.test(line) ? [index] : []));
		const pathOf = line => /(?:filename|path)="([^"]*)"/.exec(line)?.[1] ?? '';
		const [a, b] = [tools.pick(at), tools.pick(at)];
		const [first, second] = [pathOf(all[a]), pathOf(all[b])];
		all[a] = all[a].replace(first, () => second);
		if (a !== b) all[b] = all[b].replace(second, () => first);
	}),
	'other paths': lines((all, tools) => {
		const at = tools.pick(all.flatMap((line, index) => (/<(class|file) /.test(line) ? [index] : [])));
		all[at] = all[at].replace(
			ATTRIBUTE,
			(_, name, path) => `${name}="${PATHS(path, [path], tools).replaceAll('\0', '')}"`,
		);
	}),
	'all lines of a file moved': lines((all, tools) => {
		const from = tools.pick(all.flatMap((line, index) => (/<(class|file) /.test(line) ? [index] : [])));
		const by = tools.pick([-1, 1, 2, 7]);
		for (let at = from; at < all.length && !/<\/(class|file)>/.test(all[at]); at++)
			all[at] = all[at].replace(
				/(<line [^>]*\bnum(?:ber)?=")(\d+)/,
				(_, before, line) => before + Math.max(1, Number(line) + by),
			);
	}),
};

const BY_FORMAT = {istanbul: ISTANBUL, v8: V8, lcov: LCOV, cobertura: XML, clover: XML};
