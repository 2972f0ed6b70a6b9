import type {ReportSite} from '../../model/report.ts';
import type {Frames, Page} from './page.ts';
import {renderCut, renderPadded} from './wrap.ts';

const MOST_LINES = 7;

/** The code at a site, its own line marked; empty where the source cannot be read. */
export function renderFrame(
	{file, line}: ReportSite,
	frames: Frames | undefined,
	page: Page,
	most = MOST_LINES,
): string[] {
	const lines = (frames?.(file, line) ?? []).slice(0, most);
	const digits = Math.max(0, ...lines.map(({line}) => String(line).length));
	return lines.map(each => {
		const own = each.line === line;
		const number = renderPadded(String(each.line), digits, 'right');
		// A generated file may have a million characters on one line.
		const code = page.clean(
			each.text
				.slice(0, page.width * 4)
				.replace(/\t/g, '  ')
				.trimEnd(),
		);
		const row = renderCut(
			`    ${own ? '>' : ' '} ${number} ${page.rule} ${code}`,
			page.width,
			page.ascii ? '...' : '…',
		).trimEnd();
		return own ? row : page.dim(row);
	});
}
