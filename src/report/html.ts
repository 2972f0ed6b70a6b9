import type {Report} from '../model/report.ts';
import {type MapAssets, readMapAssets} from './html/assets.ts';
import {packDetails} from './html/details.ts';
import {embedJson, embedText, hashSource} from './html/embed.ts';
import {packOverview} from './html/overview.ts';
import type {TextOptions} from './text/page.ts';

/**
 * The map: one page that holds all that it shows, and asks nothing of any network. What comes from the scanned project
 * stands in it as data alone; the policy lets no other script run than the one of the build, and none turn text into markup.
 */
export function renderHtml(
	report: Report,
	{frames, handlers}: Pick<TextOptions, 'frames' | 'handlers'>,
	{script, style}: MapAssets = readMapAssets(),
): string {
	const {chunks, at} = packDetails(report.sites, frames);
	const policy = [
		"default-src 'none'",
		`script-src ${hashSource(script)}`,
		`style-src ${hashSource(style)}`,
		"base-uri 'none'",
		"form-action 'none'",
		"require-trusted-types-for 'script'",
		"trusted-types 'none'",
	];
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${embedText(report.project.name)} · unfired</title>
<style>${style}</style>
</head>
<body>
<noscript>This map is drawn by a script in this file. Allow it to run, or read the text report instead.</noscript>
<div id="map"></div>
<script type="application/json" id="overview">${embedJson(packOverview(report, handlers, at))}</script>
<script>${script}</script>
${chunks.map((chunk, index) => `<script type="application/json" id="sites-${index}">${embedJson(chunk)}</script>`).join('\n')}
</body>
</html>
`;
}
