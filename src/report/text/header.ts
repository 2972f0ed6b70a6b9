import type {Report} from '../../model/report.ts';
import {renderCount} from './numbers.ts';
import type {Page} from './page.ts';
import {renderWrapped} from './wrap.ts';

const INDENT = ' '.repeat(15);

/** What was scanned and what coverage was read. */
export function renderHeader({tool, project, coverage, since, sites}: Report, page: Page): string[] {
	const size = [
		renderCount(project.files, 'file'),
		renderCount(project.lines, 'line'),
		renderCount(project.tests, 'test file'),
	].join(', ');
	const title = `${tool.name} ${page.clean(tool.version)}  ${page.bold(page.clean(project.name))}`;
	return [
		...renderWrapped(`${title.replaceAll('  ', ' \u00a0')} \u00a0${size}`, page.width, '', INDENT),
		...(coverage.length === 0 ? ['coverage       none found'] : []),
		...coverage.flatMap(source => renderSource(source, page)),
		...(since ? renderSince(since, sites.length, page) : []),
	];
}

function renderSource(source: Report['coverage'][number], page: Page): string[] {
	const {format, matched, files, stale} = source;
	const what = `${format}, ${matched} of ${renderCount(files, 'file')} matched${stale > 0 ? `, ${stale} stale` : ''}`;
	return renderWrapped(`${page.clean(source.path)} (${what})`, page.width, 'coverage       ', INDENT);
}

function renderSince({ref, commit, sites}: NonNullable<Report['since']>, all: number, page: Page): string[] {
	const what = `${ref} (${commit.slice(0, 7)}), ${sites} of ${renderCount(all, 'site')} touched`;
	return renderWrapped(page.clean(what), page.width, 'since          ', INDENT);
}
