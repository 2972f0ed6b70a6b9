import type {Report} from '../model/report.ts';
import {renderAgent} from './agent.ts';
import type {Format} from './formats.ts';
import {renderGithub} from './github.ts';
import {renderGitlab} from './gitlab.ts';
import {renderHtml} from './html.ts';
import {renderJson} from './json.ts';
import {renderJunit} from './junit.ts';
import {renderLcov} from './lcov.ts';
import {type MarkdownOptions, renderMarkdown} from './markdown.ts';
import {relocateReport} from './relocate.ts';
import {renderSarif, type SarifOptions} from './sarif.ts';
import {renderSummary} from './summary.ts';
import type {TextOptions} from './text/page.ts';
import {renderText} from './text.ts';

export type {Frames, TextOptions} from './text/page.ts';
export {renderJson, renderSarif, renderText};

export interface RenderOptions extends TextOptions, SarifOptions, MarkdownOptions {
	/** The scanned folder as seen from the root of its repository: `packages/api`, empty where it is that root. */
	below?: string;
}

/** By name of the format. */
export const RENDERERS = {
	text: renderText,
	summary: renderSummary,
	agent: renderAgent,
	json: renderJson,
	sarif: renderSarif,
	html: (report, options) => renderHtml(report, options),
	github: renderGithub,
	markdown: renderMarkdown,
	gitlab: renderGitlab,
	junit: renderJunit,
	lcov: renderLcov,
} as const satisfies Record<Format, (report: Report, options: RenderOptions) => string>;

/** Services read these beside the repository: paths that begin elsewhere would lead nowhere. */
const FOR_SERVICES: ReadonlySet<Format> = new Set<Format>(['sarif', 'github', 'markdown', 'gitlab', 'junit', 'lcov']);

export const renderReport = (format: Format, report: Report, options: RenderOptions): string =>
	RENDERERS[format](FOR_SERVICES.has(format) ? relocateReport(report, options.below ?? '') : report, options);
