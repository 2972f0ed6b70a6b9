import type {Notification, ReportingDescriptor} from 'sarif';
import type {Diagnostic, DiagnosticCode} from '../../model/diagnostic.ts';
import {DIAGNOSTIC_PROSE} from '../diagnostic-prose.ts';
import {renderHarmless} from '../harmless.ts';
import {encodePath, escapeMessage, ROOT} from './locations.ts';

const LEVELS = {info: 'note', warning: 'warning', error: 'error'} as const satisfies Record<
	Diagnostic['level'],
	Notification.level
>;

const CAPPED = 'results-capped';
const CAPPED_PROSE = 'There are more results than code scanning keeps, and those of the lowest rank are left out.';

export function renderNotifications(diagnostics: readonly Diagnostic[], leftOut: number): Notification[] {
	const notes = diagnostics.map(renderNotification);
	if (leftOut === 0) return notes;
	const text = `${leftOut} results of the lowest rank are left out, because code scanning keeps no more than 5,000. The JSON report has them all.`;
	return [{descriptor: {id: CAPPED}, level: 'warning', message: {text}}, ...notes];
}

/** Declares the codes that the notifications use. */
export function renderDescriptors(notifications: readonly Notification[]): ReportingDescriptor[] {
	const ids = notifications.map(({descriptor}) => descriptor!.id!);
	return [...new Set(ids)].sort().map(id => {
		const what = id === CAPPED ? CAPPED_PROSE : DIAGNOSTIC_PROSE[id as DiagnosticCode];
		const help = 'It is about the scan and no finding about the code; the notification says what to do.';
		return {
			id,
			shortDescription: {text: what},
			fullDescription: {text: what},
			help: {text: help, markdown: help},
		};
	});
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
