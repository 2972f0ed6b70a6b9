import test from 'ava';
import {RENDERERS} from '../../src/report/index.ts';
import {plainText, sampleReport, sampleSite} from './sample-report.ts';

const report = (implicit: boolean) => sampleReport({sites: [sampleSite(implicit ? {implicit} : {})]});

test('a default of a library says so in every report', t => {
	for (const implicit of [true, false]) {
		const text = RENDERERS.text(report(implicit), plainText);
		t.is(text.includes('retry · p-retry · Charger.charge · by default'), implicit);
		const [site] = JSON.parse(RENDERERS.json(report(implicit))).sites;
		t.is(site.implicit, implicit || undefined);
		const [result] = JSON.parse(RENDERERS.sarif(report(implicit))).runs[0].results;
		t.is(result.properties.implicit, implicit || undefined);
	}
});
