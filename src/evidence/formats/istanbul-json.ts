/** One file of Istanbul's `coverage-final.json`, made safe: whatever is missing or odd is gone and counted in `odd`. */
export interface IstanbulFile {
	path: string;
	statements: Array<{location: Location; count: number}>;
	functions: Array<{start: Point; location: Location | undefined; count: number}>;
	branches: Array<{type: string; location: Location | undefined; arms: Array<{location: Location; count: number}>}>;
	/** `meta.seen`: V8 counts that were put on syntax. */
	remapped: boolean;
	/** `inputSourceMap`: positions are those of compiled text, which this map leads back from. */
	inputMap: unknown;
	/** Counters that are no whole numbers, or that have no position. */
	odd: number;
}

/** Line 1-based, column 0-based as Istanbul writes it. */
export interface Point {
	line: number;
	column: number;
}

export interface Location {
	start: Point;
	/** Absent in most files that went through a source map. */
	end: Point | undefined;
}

type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const MAPS = ['statementMap', 'fnMap', 'branchMap', 's', 'f', 'b'];

/** The file's own record; some writers wrap it in `data`. Undefined if it is no coverage of a file. */
export function istanbulRecord(value: unknown): Json | undefined {
	if (!isObject(value)) return undefined;
	const record = isObject(value.data) && !isObject(value.statementMap) ? value.data : value;
	return MAPS.every(name => isObject(record[name])) ? record : undefined;
}

export function readIstanbulFile(key: string, record: Json): IstanbulFile {
	const file: IstanbulFile = {
		path: typeof record.path === 'string' && record.path !== '' ? record.path : key,
		statements: [],
		functions: [],
		branches: [],
		remapped: isObject(record.meta) && isObject(record.meta.seen),
		inputMap: record.inputSourceMap ?? undefined,
		odd: 0,
	};
	readStatements(file, record);
	readFunctions(file, record);
	readBranches(file, record);
	return file;
}

function readStatements(file: IstanbulFile, record: Json): void {
	for (const [id, count] of Object.entries(record.s as Json)) {
		const location = readLocation(own(record.statementMap, id));
		if (location && isCount(count)) file.statements.push({location, count});
		else file.odd++;
	}
}

function readFunctions(file: IstanbulFile, record: Json): void {
	for (const [id, count] of Object.entries(record.f as Json)) {
		const fn = own(record.fnMap, id);
		const location = isObject(fn) ? readLocation(fn.loc) : undefined;
		const start = (isObject(fn) ? readLocation(fn.decl)?.start : undefined) ?? location?.start;
		if (start && isCount(count)) file.functions.push({start, location, count});
		else file.odd++;
	}
}

function readBranches(file: IstanbulFile, record: Json): void {
	for (const [id, counts] of Object.entries(record.b as Json)) {
		const branch = own(record.branchMap, id);
		const locations = isObject(branch) && Array.isArray(branch.locations) ? branch.locations : undefined;
		// As many arms as counts: in 18 000 branches of nineteen reports there was no other.
		if (!isObject(branch) || !locations || !Array.isArray(counts) || locations.length !== counts.length) {
			file.odd++;
			continue;
		}
		const arms: IstanbulFile['branches'][number]['arms'] = [];
		for (const [index, value] of locations.entries()) {
			// An implicit else has no position (`start: {}`) or, in mapped files, no location at all: neither is odd.
			const location = readLocation(value);
			if (location && isCount(counts[index])) arms.push({location, count: counts[index]});
			else if (!isCount(counts[index])) file.odd++;
			if (branch.type === 'branch' && !location?.end) file.odd++;
		}
		file.branches.push({type: String(branch.type), location: readLocation(branch.loc), arms});
	}
}

const own = (map: unknown, key: string): unknown => (isObject(map) && Object.hasOwn(map, key) ? map[key] : undefined);

export const isCount = (value: unknown): value is number =>
	typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

function readLocation(value: unknown): Location | undefined {
	if (!isObject(value)) return undefined;
	const start = readPoint(value.start);
	return start && {start, end: readPoint(value.end)};
}

function readPoint(value: unknown): Point | undefined {
	if (!isObject(value)) return undefined;
	const {line, column} = value;
	// Column -1 is how V8 ranges say "at the end of the line before".
	if (!Number.isSafeInteger(line) || !Number.isSafeInteger(column)) return undefined;
	if ((line as number) < 1 || (column as number) < -1) return undefined;
	return {line: line as number, column: column as number};
}

/** A file listed with zeros alone was never loaded, or might as well not have been: all of its counts are 0. */
export function hasRun(file: IstanbulFile): boolean {
	return (
		file.statements.length + file.functions.length + file.branches.length === 0 ||
		file.statements.some(({count}) => count > 0) ||
		file.functions.some(({count}) => count > 0) ||
		file.branches.some(({arms}) => arms.some(({count}) => count > 0))
	);
}
