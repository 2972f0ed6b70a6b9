import test from 'ava';
import {importedRunner} from '../../src/project/classify-text.ts';

test('a test library that is imported or required makes a test file', t => {
	t.is(importedRunner("import sinon from 'sinon';"), 'sinon');
	t.is(importedRunner("const {describe} = require('node:test');"), 'node:test');
});

test('one that only a comment shows how to use does not', t => {
	t.is(importedRunner("/**\n * const sinon = require('sinon');\n */\nimport {a} from './a';"), undefined);
	t.is(importedRunner("   // const nock = require('nock');\nimport {a} from './a';"), undefined);
});
