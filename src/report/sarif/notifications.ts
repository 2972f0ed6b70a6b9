import type {Notification, ReportingDescriptor} from 'sarif';
import type {Diagnostic} from '../../model/diagnostic.ts';
import {renderHarmless} from '../harmless.ts';
import {encodePath, escapeMessage, ROOT} from './locations.ts';

const LEVELS = {info: 'note', warning: 'warning', error: 'error'} as const satisfies Record<
	Diagnostic['level'],
	Notification.level
>;

const CAPPED = 'results-capped';

export function renderNotifications(diagnostics: readonly Diagnostic[], leftOut: number): Notification[] {
	const notes = diagnostics.map(renderNotification);
	if (leftOut === 0) return notes;
	const text = `${leftOut} results of the lowest rank are left out, because code scanning keeps no more than 5,000. The JSON report has them all.`;
	return [{descriptor: {id: CAPPED}, level: 'warning', message: {text}}, ...notes];
}

/** Declares the codes that the notifications use. */
export function renderDescriptors(notifications: readonly Notification[]): ReportingDescriptor[] {
	const ids = notifications.map(({descriptor}) => descriptor!.id!);
	return [...new Set(ids)].sort().map(id => ({id}));
}

function renderNotification({level, code, message, file}: Diagnostic): Notification {
	const inside = file !== undefined && !/^(?:\/|[a-z]:|\.\.(?:\/|$))/i.test(file);
	return {
		descriptor: {id: code},
		level: LEVELS[level],
		message: {text: escapeMessage(renderHarmless(message))},
		...(inside ? {locations: [{physicalLocation: {artifactLocation: {uri: encodePath(file), uriBaseId: ROOT}}}]} : {}),
	};
}
