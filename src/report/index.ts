import type {Report} from '../model/report.ts';
import {renderHtml} from './html.ts';
import {renderJson} from './json.ts';
import {renderSarif} from './sarif.ts';
import type {TextOptions} from './text/page.ts';
import {renderText} from './text.ts';

export type {Frames, TextOptions} from './text/page.ts';
export {renderJson, renderSarif, renderText};

export const FORMATS = ['text', 'json', 'sarif', 'html'] as const;
export type Format = (typeof FORMATS)[number];

/** By name of the format; only text and html have options. */
export const RENDERERS = {
	text: renderText,
	json: renderJson,
	sarif: renderSarif,
	html: (report, options) => renderHtml(report, options),
} as const satisfies Record<Format, (report: Report, options: TextOptions) => string>;
