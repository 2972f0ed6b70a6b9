#!/usr/bin/env node
import process from 'node:process';
import {run} from '../dist/cli/run.js';

const {argv, env, stdout, stderr} = process;
process.exitCode = await run({argv: argv.slice(2), env, cwd: process.cwd(), stdout, stderr});
