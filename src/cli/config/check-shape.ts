import {isRecord, ownMember} from '../../util/parse-json.ts';
import {nearestOf} from './nearest.ts';
import {describeShape, type Shape} from './shape.ts';

export type ValuePath = ReadonlyArray<string | number>;

/** What is wrong with a value, and where in it. */
export interface Misfit {
	path: ValuePath;
	/** Goes on from "the value at this place". */
	said: string;
}

/** The first thing at which `value` is not of that shape; undefined where it is. */
export function checkShape(value: unknown, shape: Shape, path: ValuePath = []): Misfit | undefined {
	if (shape.anyOf) return checkAny(value, shape, shape.anyOf, path);
	if (shape.type !== undefined && !isOf(value, shape.type)) return misfit(value, shape, path);
	if (Array.isArray(value)) return firstOf(value.map((item, at) => checkShape(item, shape.items ?? {}, [...path, at])));
	if (isRecord(value)) return checkMembers(value, shape, path);
	return isWithin(value, shape) ? undefined : misfit(value, shape, path);
}

function checkAny(value: unknown, whole: Shape, shapes: readonly Shape[], path: ValuePath): Misfit | undefined {
	const tried = shapes.map(shape => ({shape, found: checkShape(value, shape, path)}));
	if (tried.some(({found}) => !found)) return undefined;
	const meant = tried.find(({shape}) => shape.type !== undefined && isOf(value, shape.type));
	return meant?.found ?? misfit(value, whole, path);
}

function checkMembers(value: Record<string, unknown>, shape: Shape, path: ValuePath): Misfit | undefined {
	const {properties = {}, required = [], additionalProperties} = shape;
	const missing = required.find(name => !Object.hasOwn(value, name));
	if (missing !== undefined) return {path, said: `lacks "${missing}"`};
	return firstOf(
		Object.keys(value).map(name => {
			const known = Object.hasOwn(properties, name) ? properties[name] : additionalProperties || undefined;
			const at = [...path, name];
			return known ? checkShape(ownMember(value, name), known, at) : unknown(name, Object.keys(properties), at);
		}),
	);
}

function unknown(name: string, names: readonly string[], path: ValuePath): Misfit {
	const near = nearestOf(name, names);
	return {path, said: `is no key that unfired knows${near === undefined ? '' : `; did you mean "${near}"?`}`};
}

const firstOf = (found: ReadonlyArray<Misfit | undefined>): Misfit | undefined =>
	found.find(each => each !== undefined);

function isOf(value: unknown, type: NonNullable<Shape['type']>): boolean {
	if (type === 'array') return Array.isArray(value);
	if (type === 'object') return isRecord(value);
	if (type === 'integer') return Number.isSafeInteger(value);
	return typeof value === type && (type !== 'number' || Number.isFinite(value));
}

function isWithin(value: unknown, shape: Shape): boolean {
	if (typeof value === 'number') return value >= (shape.minimum ?? value) && value <= (shape.maximum ?? value);
	if (typeof value !== 'string') return true;
	return (shape.enum?.includes(value) ?? true) && value.length >= (shape.minLength ?? 0);
}

const misfit = (value: unknown, shape: Shape, path: ValuePath): Misfit => ({
	path,
	said: `is ${tell(value)} and must be ${describeShape(shape)}`,
});

function tell(value: unknown): string {
	const text = JSON.stringify(value) ?? String(value);
	return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
