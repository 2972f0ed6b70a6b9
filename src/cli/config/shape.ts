/** What a value of a config file may be: the part of JSON Schema that `check-shape.ts` knows. */
export interface Shape {
	type?: 'boolean' | 'string' | 'number' | 'integer' | 'array' | 'object';
	enum?: readonly string[];
	minimum?: number;
	maximum?: number;
	minLength?: number;
	items?: Shape;
	properties?: Readonly<Record<string, Shape>>;
	required?: readonly string[];
	/** Of members that `properties` does not name; where absent there are none. */
	additionalProperties?: Shape | false;
	anyOf?: readonly Shape[];
	description?: string;
}

export const YES_OR_NO: Shape = {type: 'boolean'};
export const TEXT: Shape = {type: 'string', minLength: 1};
export const WHOLE: Shape = {type: 'integer', minimum: 0};
/** One text stands for a list of one. */
export const TEXTS: Shape = {anyOf: [TEXT, {type: 'array', items: TEXT}]};
export const oneOf = (names: readonly string[]): Shape => ({type: 'string', enum: names});
export const numberFrom = (minimum: number, maximum: number): Shape => ({type: 'number', minimum, maximum});

/** As a sentence may end: `text`, `a number from 0 to 100`, `text or a list of text`. */
export function describeShape({type, anyOf, items, minimum, maximum, ...shape}: Shape): string {
	if (anyOf) return anyOf.map(describeShape).join(' or ');
	if (shape.enum) return `one of ${shape.enum.join(', ')}`;
	const bounds =
		maximum === undefined ? (minimum === undefined ? '' : ` of at least ${minimum}`) : ` from ${minimum} to ${maximum}`;
	switch (type) {
		case 'boolean':
			return 'true or false';
		case 'string':
			return 'text';
		case 'integer':
			return `a whole number${bounds}`;
		case 'number':
			return `a number${bounds}`;
		case 'array':
			return `a list of ${describeShape(items ?? {})}`;
		case 'object':
			return 'an object';
		default:
			return 'a value';
	}
}
