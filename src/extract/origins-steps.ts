import type {ts} from '@ts-morph/common';
import {declaresMember} from './origins-classes.ts';
import type {CallNode} from './walk.ts';

/** Where a value comes from, as far as one file tells. */
export interface Origin {
	/** As imported: `mysql2/promise`. */
	module: string;
	/** Package of that module: `mysql2`, `@scope/name`. */
	package: string;
	/**
	 * From the module to the value, in steps: `Pool` is an export, `Pool()` what calling or constructing it made,
	 * `Pool().query` a member of that. The module itself and its default export are one (interop), and no step.
	 */
	steps: string[];
	/** The call that made the nearest `()` step; undefined where only a type tells. */
	made?: CallNode;
	/** The project's classes that extend the library's: what they declare is not the library's. */
	classes?: ts.ClassLikeDeclaration[];
}

/** `default().on`: the steps as rules write them. */
export const pathOf = (steps: readonly string[]): string =>
	steps.length === 0 ? 'default' : steps[0] === '()' ? `default${join(steps)}` : join(steps);

const join = (steps: readonly string[]): string =>
	steps.reduce((path, step) => (step === '()' ? `${path}()` : path === '' ? step : `${path}.${step}`), '');

export function withStep(origin: Origin | undefined, step: string): Origin | undefined {
	if (!origin) return undefined;
	if (step === 'default' && origin.steps.length === 0) return origin;
	const {classes, ...rest} = origin;
	if (classes?.some(klass => declaresMember(klass, step))) return undefined;
	const next = {...rest, steps: [...origin.steps, step]};
	return classes && step === '()' ? {...next, classes} : next;
}

/** One origin for several values: nothing if they differ, and no one call that made it. */
export function agreed(origins: Array<Origin | undefined>): Origin | undefined {
	const [first, ...rest] = origins;
	if (!first || rest.length === 0) return first;
	const same = rest.every(other => other?.module === first.module && pathOf(other.steps) === pathOf(first.steps));
	return same ? {...first, made: undefined} : undefined;
}

export function originOfModule(module: string, member: string): Origin | undefined {
	const name = packageOf(module);
	if (name === undefined) return undefined;
	return {module, package: name, steps: stepsTo(member)};
}

export const stepsTo = (member: string): string[] => (member === '*' || member === 'default' ? [] : [member]);

/** Undefined for relative, absolute and built-in modules. */
function packageOf(module: string): string | undefined {
	if (/^[./#]|^node:/.test(module) || module === '') return undefined;
	const [first, second] = module.split('/');
	return first!.startsWith('@') ? (second ? `${first}/${second}` : undefined) : first;
}
