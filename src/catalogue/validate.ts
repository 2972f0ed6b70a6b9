/** The part of JSON Schema that `schema/rule.json` uses; a test holds this reading of it against a full validator. */
export interface Schema {
	type?: string | string[];
	enum?: unknown[];
	pattern?: string;
	minLength?: number;
	minItems?: number;
	minProperties?: number;
	items?: Schema;
	required?: string[];
	properties?: Record<string, Schema>;
	additionalProperties?: false | Schema;
	anyOf?: Schema[];
	$ref?: string;
	definitions?: Record<string, Schema>;
}

export interface Problem {
	/** Keys and indexes from the root. */
	path: Array<string | number>;
	message: string;
}

/** Everything in `value` that the schema does not allow. */
export function validate(root: Schema, value: unknown): Problem[] {
	const problems: Problem[] = [];
	check(root, root, value, [], problems);
	return problems;
}

type Path = Array<string | number>;

function check(root: Schema, given: Schema, value: unknown, path: Path, problems: Problem[]): void {
	const schema = resolve(root, given);
	const say = (message: string) => problems.push({path, message});
	if (schema.anyOf) {
		const branch = branchFor(root, schema.anyOf, value);
		if (branch) check(root, branch, value, path, problems);
		else say(`is ${typeOf(value)}, expected ${schema.anyOf.flatMap(each => typesOf(root, each)).join(' or ')}`);
		return;
	}
	const types = typesOf(root, schema);
	if (types.length > 0 && !types.some(type => isOf(type, value))) {
		say(`is ${typeOf(value)}, expected ${types.join(' or ')}`);
		return;
	}
	if (schema.enum && !schema.enum.includes(value)) say(`is ${show(value)}, expected one of ${schema.enum.join(', ')}`);
	if (typeof value === 'string') checkString(schema, value, say);
	if (Array.isArray(value)) checkList(root, schema, value, path, problems);
	else if (isMapping(value)) checkMapping(root, schema, value, path, problems);
}

function checkString(schema: Schema, value: string, say: (message: string) => void): void {
	if (value.length < (schema.minLength ?? 0)) say('is empty');
	else if (schema.pattern && !new RegExp(schema.pattern).test(value)) {
		say(`is ${show(value)}, which does not match ${schema.pattern}`);
	}
}

function checkList(root: Schema, schema: Schema, value: unknown[], path: Path, problems: Problem[]): void {
	if (value.length < (schema.minItems ?? 0)) problems.push({path, message: 'is an empty list'});
	if (!schema.items) return;
	for (const [i, item] of value.entries()) check(root, schema.items, item, [...path, i], problems);
}

function checkMapping(
	root: Schema,
	schema: Schema,
	value: Record<string, unknown>,
	path: Path,
	problems: Problem[],
): void {
	const keys = Object.keys(value);
	if (keys.length < (schema.minProperties ?? 0)) problems.push({path, message: 'is empty'});
	for (const name of schema.required ?? []) {
		if (!Object.hasOwn(value, name)) problems.push({path, message: `lacks \`${name}\``});
	}
	const {properties = {}, additionalProperties} = schema;
	for (const key of keys) {
		const inner = Object.hasOwn(properties, key) ? properties[key]! : additionalProperties;
		if (inner) check(root, inner, value[key], [...path, key], problems);
		else if (inner === false) {
			problems.push({
				path: [...path, key],
				message: `is not known here; known are ${Object.keys(properties).join(', ')}`,
			});
		}
	}
}

/** The branch whose type fits, so that its own errors can be told. */
const branchFor = (root: Schema, branches: readonly Schema[], value: unknown): Schema | undefined =>
	branches.find(branch => typesOf(root, branch).some(type => isOf(type, value)));

function typesOf(root: Schema, given: Schema): string[] {
	const schema = resolve(root, given);
	return [schema.type ?? []].flat();
}

function resolve(root: Schema, schema: Schema): Schema {
	if (!schema.$ref) return schema;
	const name = schema.$ref.slice('#/definitions/'.length);
	return resolve(root, root.definitions![name]!);
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function isOf(type: string, value: unknown): boolean {
	return type === typeOf(value) || (type === 'number' && typeOf(value) === 'integer');
}

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	if (Number.isInteger(value)) return 'integer';
	return typeof value;
}

const show = (value: unknown): string => JSON.stringify(value);
