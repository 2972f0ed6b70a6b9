import {ts} from '@ts-morph/common';
import type {Watch} from '../../model/watch.ts';
import type {Edit} from './edits.ts';
import {wrap} from './wrap.ts';

/** What was made is listened to before anybody else has it. */
export function editForWatch(
	source: ts.SourceFile,
	{made, tells, pending}: Watch,
	name: string,
	id: number,
): Edit | undefined {
	const told = `, ${JSON.stringify(tells)}, ${pending !== undefined})`;
	const edit = wrap(source, made, `${name}watch(${id}, `, isMaking, told);
	const waiting = pending && wrap(source, pending, `${name}made(${id}, `, ts.isCallExpression);
	return edit && (pending === undefined || waiting) ? [...edit, ...(waiting ?? [])] : undefined;
}

const isMaking = (node: ts.Node): boolean => ts.isCallExpression(node) || ts.isNewExpression(node);
