export type ParsedJson = {value: unknown; error?: undefined} | {value?: undefined; error: string};

/** JSON as a value or as a reason on one line; a byte order mark is allowed. */
export function parseJson(text: string): ParsedJson {
	try {
		return {value: JSON.parse(text.replace(/^\uFEFF/, ''))};
	} catch (error) {
		return {
			error: String((error as Error).message)
				.replace(/\s+/g, ' ')
				.slice(0, 160),
		};
	}
}

export type JsonRecord = Record<string, unknown>;

export const isRecord = (value: unknown): value is JsonRecord =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The member where it is the record's own, so that `__proto__` and `constructor` are names like any other. */
export const ownMember = (record: JsonRecord, name: string): unknown =>
	Object.hasOwn(record, name) ? record[name] : undefined;

export const stringsIn = (value: unknown): string[] =>
	Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
