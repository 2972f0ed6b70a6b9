import type {OpenEnd, SiteDraft} from '../../model/site.ts';
import type {Handler} from '../flow/handlers.ts';
import type {FileIndex} from '../walk.ts';
import {draftOf} from './draft.ts';
import {entryOf, needsOf} from './entry.ts';

/** Events that end something in good order as well as in bad: a listener of them receives no error. */
const NO_ERROR_EVENT = /^(close|end|disconnect|disconnected)$/;

/** Every place that receives an error and is no other site. */
export function extractHandlers(
	index: FileIndex,
	handlers: readonly Handler[],
	ends: ReadonlyMap<Handler, OpenEnd> = new Map(),
): SiteDraft[] {
	return handlers
		.filter(({form, event}) => form !== 'assigned' && !(form === 'event' && NO_ERROR_EVENT.test(event ?? '')))
		.map(handler => {
			const {fires, witnesses} = entryOf(index, handler);
			const end = ends.get(handler);
			return draftOf(index, {
				kind: 'handler',
				node: handler.node,
				owner: handler.owner,
				certainty: 'sure',
				operations: handler.operations,
				arcs: [{arc: 'enter', needs: needsOf(index, handler), fires, reading: 'block', witnesses}],
				form: `handler ${handler.form}`,
				...(end && {open: [end]}),
			});
		});
}
