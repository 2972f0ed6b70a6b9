import {ts} from '@ts-morph/common';
import type {Watch} from '../../model/watch.ts';
import type {Edit} from './edits.ts';
import {wrap} from './wrap.ts';

/** What was made is listened to before anybody else has it. */
export function editForWatch(
	source: ts.SourceFile,
	{made, tells, settles}: Watch,
	name: string,
	id: number,
): Edit | undefined {
	const told = `, ${JSON.stringify(tells)}, ${settles !== undefined})`;
	const edit = wrap(source, made, `${name}watch(${id}, `, isMaking, told);
	const settling = settles && wrap(source, settles, `${name}made(${id}, `, ts.isCallExpression);
	return edit && (settles === undefined || settling) ? [...edit, ...(settling ?? [])] : undefined;
}

const isMaking = (node: ts.Node): boolean => ts.isCallExpression(node) || ts.isNewExpression(node);
