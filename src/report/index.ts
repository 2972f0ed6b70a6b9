import type {Report} from '../model/report.ts';
import {renderJson} from './json.ts';
import {renderSarif} from './sarif.ts';
import type {TextOptions} from './text/page.ts';
import {renderText} from './text.ts';

export type {Frames, TextOptions} from './text/page.ts';
export {renderJson, renderSarif, renderText};

export const FORMATS = ['text', 'json', 'sarif'] as const;
export type Format = (typeof FORMATS)[number];

/** By name of the format; only text has options. */
export const RENDERERS = {
	text: renderText,
	json: renderJson,
	sarif: renderSarif,
} as const satisfies Record<Format, (report: Report, options: TextOptions) => string>;
